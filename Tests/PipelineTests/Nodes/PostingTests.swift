import Connectors
import Messages
import Scripts
import Testing

@testable import Pipeline
@testable import Storage

@Suite("When a document is posted")
struct PostingTests {
    private let now = Instant(milliseconds: 1_795_780_800_000)
    private let order = ObjectKey(system: "ut103", type: "Документ.Заказ", id: "заказ")
    private let sale = ObjectKey(system: "ut103", type: "Документ.Реализация", id: "реализация")

    @Test(
        "one that is posted after another is written without posting, and again once that one is confirmed",
        arguments: StoreKind.allCases)
    func after(_ kind: StoreKind) async throws {
        let store = try await kind.nodes()[0]
        // Given: the order is on its way.
        try await settle(order, "{\"Проведен\":true}", in: store)
        try await settle(sale, "{\"Дата\":\"x\",\"Проведен\":{\"$after\":[\(reference(order))]}}", in: store)
        #expect(try await fields(of: sale, in: store) == ["{\"Дата\":\"x\"}"])
        try await record(sale, .confirmed(reference: "продажа", posted: false, note: nil), in: store)
        let waiting = try await store.read { try Explanation.explain(sale, in: $0, at: now)?.sentence }
        #expect(waiting?.contains("будет отправлено ещё раз, когда ut11 подтвердит: Заказ") == true, "\(waiting ?? "")")

        // When: it is written, and its posting waits.
        try await record(order, .written(reference: "заказ", reason: "нет остатка"), in: store)
        try await settle(sale, "{\"Дата\":\"x\",\"Проведен\":{\"$after\":[\(reference(order))]}}", in: store)
        // Then
        #expect(try await fields(of: sale, in: store) == ["{\"Дата\":\"x\"}"])

        // When: it is posted.
        try await record(order, .confirmed(reference: "заказ", posted: true, note: nil), at: .hours(2), in: store)
        try await settle(sale, "{\"Дата\":\"x\",\"Проведен\":{\"$after\":[\(reference(order))]}}", in: store)
        // Then
        #expect(
            try await fields(of: sale, in: store) == ["{\"Дата\":\"x\"}", "{\"Дата\":\"x\",\"Проведен\":true}"])
    }

    @Test(
        "postings that wait are tried again one by one, the earliest date first, when another document is posted",
        arguments: StoreKind.allCases)
    func inOrderOfDates(_ kind: StoreKind) async throws {
        let store = try await kind.nodes()[0]
        // Given: three are written and not posted, the latest of them first.
        let sales = [3, 1, 2].map { ObjectKey(system: "ut103", type: "Документ.Реализация", id: "за \($0)-е") }
        for (sale, day) in zip(sales, [3, 1, 2]) {
            try await settle(sale, "{\"Дата\":\"2026-11-0\(day)T10:00:00\",\"Проведен\":true}", in: store)
            try await record(sale, .written(reference: sale.id, reason: "не хватает остатка"), in: store)
        }
        #expect(try await posting(after: .seconds(59), in: store) == nil, "the plan's first retry is a minute away")

        // When: a receipt is posted.
        try await settle(order, "{\"Проведен\":true}", in: store)
        try await record(
            order, .confirmed(reference: "приход", posted: true, note: nil), at: .seconds(61), in: store)

        // Then
        let first = try #require(try await posting(after: .seconds(61), in: store))
        #expect(first.dispatch.source == sales[1])
        #expect(try await posting(after: .seconds(61), in: store) == nil, "one at a time")
        try await record(first, .written(reference: "1", reason: "не хватает остатка"), at: .seconds(62), in: store)
        let second = try #require(try await posting(after: .seconds(62), in: store))
        #expect(second.dispatch.source == sales[2])
        try await record(
            second, .confirmed(reference: "2", posted: true, note: nil), at: .seconds(63), in: store)
        let third = try #require(try await posting(after: .seconds(63), in: store))
        #expect(third.dispatch.source == sales[0], "what was tried a second ago is not tried again already")
    }

    private func reference(_ key: ObjectKey) -> String {
        """
        {"$ref":{"id":"\(key.id)","source":"\(key.type)","system":"\(key.system)","type":"\(key.type)"}}
        """
    }

    /// What is in the outbox of an object, or has left it for the target.
    private func fields(of key: ObjectKey, in store: Store) async throws -> [String] {
        try await store.read { session in
            try session.dispatches(of: session.passport(of: key)?.latest.id ?? "").filter { $0.state != .unchanged }
                .map(\.fields)
        }
    }

    /// Takes an object in, if it is not there yet, and settles what its mapping answered.
    private func settle(_ key: ObjectKey, _ content: String, in store: Store) async throws {
        try await store.transaction { session in
            if try session.passport(of: key) == nil { _ = try session.accept([arrival(key)]) }
            let claims = try session.claimInbox(limit: 9, at: now + .hours(3), lease: .minutes(1))
            let claim = try #require(claims.first { $0.message.key == key }, "\(key) is not in the inbox")
            let object = MappedObject(slot: "объект", targetType: key.type, content: content)
            let share = Sorted.Share(
                target: "ut11", slots: [Slot(name: "объект", type: key.type)], objects: [object])
            let settlement = Settlement(
                claim: claim,
                sorted: Sorted(revision: RevisionID("r1"), shares: [share], read: [:], unread: [], verdicts: []),
                lane: .documents, at: now, retry: .ofThePlan, hasNeeds: false, isReader: false)
            try Settlement.settle([settlement], in: session)
        }
    }

    /// Claims the object's dispatch and records what came of it.
    private func record(
        _ key: ObjectKey, _ outcome: ConnectorOutcome, at later: Span = .zero, in store: Store
    ) async throws {
        let claim = try await store.transaction { session in
            let posting = try session.postingHead(target: "ut11", lanes: [.documents], at: now + later)
            let heads = try session.heads(target: "ut11", wishes: [.documents: 9], at: now + later)[.documents] ?? []
            let own = try (heads + [posting].compactMap(\.self)).filter { head in
                try session.dispatch(head.dispatchID)?.source == key
            }
            return try #require(try session.claim(own, at: now + later, lease: .minutes(1)).first, "\(key) is not due")
        }
        try await record(claim, outcome, at: later, in: store)
    }

    private func record(
        _ claim: OutboxClaim, _ outcome: ConnectorOutcome, at later: Span, in store: Store
    ) async throws {
        let step = OutcomeStep(
            claim: claim, report: ConnectorReport(outcome: outcome, steps: []), at: now + later,
            schedule: RetrySchedule(plan: .ofThePlan), chance: 0.5)
        let counted = try await store.transaction { try OutcomeStep.record([step], in: $0) }
        #expect(counted == [true])
    }

    private func posting(after span: Span, in store: Store) async throws -> OutboxClaim? {
        try await store.transaction { session in
            let head = try session.postingHead(target: "ut11", lanes: [.documents], at: now + span)
            return try session.claim([head].compactMap(\.self), at: now + span, lease: .minutes(1)).first
        }
    }

    private func arrival(_ key: ObjectKey) -> Arrival {
        Arrival(
            id: Identifier.make(at: now), key: key, version: "1", changedAt: now, operation: .upsert,
            presentation: nil, data: "{}", lane: .documents, caller: "1c", correlationID: "c", receivedAt: now)
    }
}
