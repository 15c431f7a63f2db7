import Messages
import Stand
import Testing

@Suite("A mapping is edited under load")
struct ReloadTests {
    private static let mapping = "mappings/Номенклатура/to_ut11.lua"

    @Test(
        "the next message shows the new revision, a broken edit is refused with its place, the old one stays live",
        arguments: StoreKind.allCases)
    func underLoad(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 51, objects: 400) { walk in
            // Given: items come in one after another, whatever happens.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let groups = walk.source.base.of(.itemGroup).map { walk.source.letter($0) }
            try await walk.source.deliver(groups)
            let feed = SteadyFeed(walk.source, of: walk.source.base.of(.item))
            try await feed.running {
                let first = try await feed.next(5).last
                let old = try #require(first?.revision)

                // When: the quality that items get in УТ 11 becomes another.
                try walk.tree.edit(Self.mapping, "\"Новый\"", by: "\"ОграниченноГоден\"")
                try walk.tree.expect("Номенклатура") { fields in
                    fields.change("Качество", to: "ОграниченноГоден")
                }
                let changed = try await feed.next("another revision is live") { $0.revision != old }

                // Then
                let new = changed.revision
                try await walk.expectDelivered(changed, books, quality: "ОграниченноГоден")
                #expect(try await walk.revisions().live == new)

                // When: the mapping is broken.
                try walk.tree.edit(Self.mapping, "doc.Вес or 0", by: "doc.Вес or or 0")
                let place = try walk.tree.place(of: "or 0", in: Self.mapping)
                let findings = try await Patience.until("the broken tree is refused") {
                    let findings = try await walk.revisions().findings
                    return findings.isEmpty ? nil : findings
                }

                // Then
                #expect(findings[0].hasPrefix("\(Self.mapping):\(place): "), "\(findings)")
                let later = try await feed.next(5)
                #expect(later.allSatisfy { $0.revision == new })
                for sending in later { try await walk.expectDelivered(sending, books, quality: "ОграниченноГоден") }
                #expect(try await walk.revisions().live == new)

                // When: the node starts anew over the broken tree.
                try await feed.pausing {
                    try await walk.postman.kill()
                    try await walk.postman.start()
                }

                // Then
                let last = try #require(try await feed.next(1).first)
                #expect(last.revision == new)
                try await walk.expectDelivered(last, books, quality: "ОграниченноГоден")
            }

            // Then: all of them arrived, none twice.
            let newest = Dictionary(grouping: feed.sendings, by: \.letter.object).compactMap { $0.value.last?.letter }
            #expect(newest.count > 10)
            try await walk.expectEffects(of: newest, messages: feed.sendings.map(\.message), books)
        }
    }
}
