import Connectors
import Messages
import Stand
import Testing

@Suite("Writing to УТ 11 over OData")
struct WritingTests {
    @Test("a new object is created under the GUID we ask for, and read again before it counts as confirmed")
    func creates() async throws {
        try await LoopbackUT11.serving { ut11 in
            // When
            let report = await ut11.connector.deliver(try ut11.partnerJob())
            // Then
            #expect(report.outcome == .confirmed(reference: LoopbackUT11.partner, posted: false, note: nil))
            #expect(report.steps.map(\.method) == ["PATCH", "POST", "GET"])
            #expect(report.steps[0].path == "/Catalog_Партнеры(guid'\(LoopbackUT11.partner)')")
            #expect(ut11.objects("Catalog_Партнеры").map(\.reference) == [LoopbackUT11.partner])
        }
    }

    @Test(
        "a repeat after a lost answer makes no second object, whether УТ 11 takes our GUID or not",
        arguments: [true, false])
    func repeats(honoursRefKey: Bool) async throws {
        try await LoopbackUT11.serving(honoursRefKey: honoursRefKey) { ut11 in
            // Given
            ut11.stand.faults.replace([Fault(.resetAfterCommit, match: FaultMatch(method: "POST", times: 1))])
            let first = await ut11.connector.deliver(try ut11.partnerJob())
            // When
            let second = await ut11.connector.deliver(try ut11.partnerJob(attempt: 2))
            // Then
            guard case .later(_, _, class: .network) = first.outcome else {
                Issue.record("\(first.outcome)")
                return
            }
            let created = ut11.objects("Catalog_Партнеры")
            #expect(created.count == 1)
            #expect(second.outcome == .confirmed(reference: created[0].reference, posted: false, note: nil))
            #expect((created[0].reference == LoopbackUT11.partner) == honoursRefKey)
        }
    }

    @Test("where УТ 11 makes its own GUIDs, two objects of one name stay two")
    func namesakes() async throws {
        try await LoopbackUT11.serving(honoursRefKey: false) { ut11 in
            // Given
            let first = try ut11.partnerJob()
            let second = try ut11.job("Справочник.Партнеры", LoopbackUT11.counterparty, first.fields, key: "fedcba")
            // When
            let outcomes = [await ut11.connector.deliver(first).outcome, await ut11.connector.deliver(second).outcome]
            // Then
            #expect(outcomes.map(\.kind) == ["confirmed", "confirmed"])
            #expect(ut11.objects("Catalog_Партнеры").count == 2)
        }
    }

    @Test("a document is written with its rows and posted last")
    func posts() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.prepareCatalogs()
            // When
            let report = await ut11.connector.deliver(try ut11.saleJob())
            // Then
            #expect(report.outcome == .confirmed(reference: LoopbackUT11.sale, posted: true, note: nil))
            #expect(report.steps.last?.path.hasSuffix("/Post") == true)
            let document = try #require(ut11.objects("Document_РеализацияТоваровУслуг").first)
            #expect(document.isPosted)
            #expect(document.parts["Товары"]?.count == 1)
        }
    }

    @Test("a document that is to be unposted is unposted after it is written")
    func unposts() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.prepareCatalogs()
            _ = await ut11.connector.deliver(try ut11.saleJob())
            // When
            let report = await ut11.connector.deliver(try ut11.saleJob(posted: false, comment: "отмена"))
            // Then
            #expect(report.outcome == .confirmed(reference: LoopbackUT11.sale, posted: false, note: nil))
            let document = try #require(ut11.objects("Document_РеализацияТоваровУслуг").first)
            #expect(!document.isPosted)
            #expect(document.header["Комментарий"] == "отмена")
        }
    }

    @Test("a refusal to post leaves the document written, and the next delivery posts it")
    func postingRefused() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given: what the sale refers to is not there yet
            let refused = await ut11.connector.deliver(try ut11.saleJob())
            // When
            try await ut11.prepareCatalogs()
            let retried = await ut11.connector.deliver(try ut11.saleJob())
            // Then
            guard case .written(LoopbackUT11.sale, let reason) = refused.outcome else {
                Issue.record("\(refused.outcome)")
                return
            }
            #expect(reason.hasPrefix("УТ 11 отказала: "))
            #expect(retried.outcome == .confirmed(reference: LoopbackUT11.sale, posted: true, note: nil))
            #expect(ut11.objects("Document_РеализацияТоваровУслуг").count == 1)
        }
    }

    @Test("a removed document is unposted and marked, never deleted")
    func removes() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.prepareCatalogs()
            let sale = try ut11.saleJob()
            _ = await ut11.connector.deliver(sale)
            // When
            let report = await ut11.connector.deliver(
                try ut11.job(
                    sale.type.name, LoopbackUT11.sale, .object([]), action: .remove, reference: LoopbackUT11.sale))
            // Then
            #expect(report.outcome == .confirmed(reference: LoopbackUT11.sale, posted: false, note: nil))
            let document = try #require(ut11.objects("Document_РеализацияТоваровУслуг").first)
            #expect(document.isMarked)
            #expect(!document.isPosted)
            #expect(!document.isDeleted)
        }
    }

    @Test("removing what УТ 11 never had is confirmed with a note")
    func removesNothing() async throws {
        try await LoopbackUT11.serving { ut11 in
            // When
            let report = await ut11.connector.deliver(
                try ut11.job("Справочник.Партнеры", LoopbackUT11.partner, .object([]), action: .remove))
            // Then
            let note = "в УТ 11 объекта нет, помечать нечего"
            #expect(report.outcome == .confirmed(reference: LoopbackUT11.partner, posted: false, note: note))
            #expect(ut11.stand.base.effectCount == 0)
        }
    }
}
