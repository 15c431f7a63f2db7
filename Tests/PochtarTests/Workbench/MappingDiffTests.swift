import Foundation
import Messages
import Storage
import Testing

@Suite("pochtar mapping diff", .timeLimit(.minutes(15)))
struct MappingDiffTests {
    private static let plain = "return { Наименование = doc.Наименование }"

    @Test("a real walk is repeated by its own revision, and a candidate's changes are told beside a serving postman")
    func walk() async throws {
        for kind in StoreKind.allCases {
            // Given
            let folder = try TemporaryFolder()
            let store = try await kind.options(in: folder)
            _ = try await PochtarProcess.run(
                ["run", "--once", "--port", "0", "--stand-port", "0", "--count", "40", "--seed", "7"] + store)
            let postman = try await ServingPostman(environment: "dev", store: store)
            let tree = try House.copy(into: folder)
            let same = try await diff(tree, store)
            #expect(try #require(same["objects"]?.int) > 20)
            #expect(same["changed"] == 0)
            #expect(same["history"]?["irreproducible"] == 0, "\(same.text)")
            #expect(same["history"]?["reproduced"] == same["objects"], "\(same.text)")
            // When
            let mapping = tree.appending(path: "mappings/Склады/to_ut11.lua")
            let text = try String(contentsOf: mapping, encoding: .utf8)
            try Data(text.replacing("text.clean(doc.Наименование)", with: "\"Н\"").utf8).write(to: mapping)
            let changed = try await diff(tree, store)
            // Then
            let section = changed["changes"]?.array?.first
            #expect(section?["mapping"] == "mappings/Склады/to_ut11.lua")
            #expect(section?["kinds"]?.array?.first?["about"] == "объект.Наименование")
            #expect(section?["objects"] == changed["changed"])
            #expect(await postman.stop() == 0)
        }
    }

    @Test("of a hundred thousand objects exactly those are told that change, and memory does not grow with them")
    func many() async throws {
        // Given
        let history = try StoredHistory()
        let tree = try history.tree("live", Self.plain)
        let live = try await history.activate(tree)
        let revision = { @Sendable (number: Int) in number % 1000 == 1 ? RevisionID("old") : live }
        let answer = { @Sendable (number: Int) in
            number % 14_000 == 0 ? "{}" : #"{"Наименование":"Склад \#(number)"}"#
        }
        try await history.fill(1...10_000, received: StoredHistory.noon, revision: revision, answer: answer)
        let nextDay = StoredHistory.noon + .hours(24)
        try await history.fill(10_001...100_000, received: nextDay, revision: revision, answer: answer)
        try history.store.close()
        let candidate = try history.tree(
            "candidate",
            """
            if doc.Номер == 467 then return skip("не нужен") end
            return { Наименование = doc.Наименование, Комментарий = doc.Номер % 467 == 0 and "новый" or nil }
            """)
        let call = ["mapping", "diff", "Склады", "--tree", candidate.path] + history.options
        // When
        let day = String((StoredHistory.noon).rfc3339.prefix(10))
        let few = try PochtarProcess(call + ["--to", day])
        #expect(await few.exitCode() == 0)
        let all = try PochtarProcess(call)
        #expect(await all.exitCode() == 0)
        // Then
        let (part, whole) = (await few.output.whole, await all.output.whole)
        #expect(part.contains("из 10 000 объектов изменится 21:"), "\(part)")
        #expect(whole.contains("из 100 000 объектов изменятся 214:"), "\(whole)")
        #expect(whole.contains("  объект.Комментарий появится: 213\n"), "\(whole)")
        #expect(whole.contains("  объекты → skip: 1\n"), "\(whole)")
        #expect(whole.contains(#"[00000000-0000-4000-8000-000000000934]: ничего → "новый""#), "\(whole)")
        #expect(whole.contains("Живая ревизия повторяет свою историю: 99 893 объекта."), "\(whole)")
        #expect(whole.contains("Живая ревизия не повторяет свою историю: 7 объектов, из них изменятся 0"), "\(whole)")
        #expect(whole.contains("сравнены только живая и кандидат: 100."), "\(whole)")
        let (small, large) = (few.peakKilobytes, all.peakKilobytes)
        #expect(large < small + small / 4, "\(small) KB for 10,000, \(large) KB for 100,000")
    }

    @Test("what cannot be compared is said, with the code that tells whose fault it is")
    func mistakes() async throws {
        let history = try StoredHistory()
        let tree = try history.tree("live", Self.plain)
        let call = ["mapping", "diff", "--tree", tree.path] + history.options
        let none = try await PochtarProcess.run(call)
        #expect(none.code == 1 && none.error.contains("В хранилище нет живой ревизии"))
        _ = try await history.activate(tree)
        let empty = try await PochtarProcess.run(call)
        #expect(empty.code == 0 && empty.output.contains("нет подходящих объектов"), "\(empty.output)\(empty.error)")
        let type = try await PochtarProcess.run(call + ["Планеты"])
        #expect(type.code == 1 && type.error.contains("Маппинга для «Планеты» нет"))
        let date = try await PochtarProcess.run(call + ["--from", "вчера"])
        #expect(date.code == 2 && date.error.contains("не дата"))
        let order = try await PochtarProcess.run(call + ["--from", "2026-11-28", "--to", "2026-11-27"])
        #expect(order.code == 2)
        let broken = try history.tree("broken", "return {")
        let fault = try await PochtarProcess.run(["mapping", "diff", "--tree", broken.path] + history.options)
        #expect(fault.code == 1 && fault.error.contains("mappings/Склады/to_ut11.lua:"), "\(fault.error)")
    }

    private func diff(_ tree: URL, _ store: [String]) async throws -> JSON {
        let answer = try await PochtarProcess.run(["mapping", "diff", "--json", "--tree", tree.path] + store)
        #expect(answer.code == 0, "\(answer.output)\(answer.error)")
        return try JSONReader.read(answer.output.utf8)
    }
}
