import Messages
import Storage
import Testing

@Suite("What a target's objects are called")
struct NameTests {
    private static let type = "Справочник.Партнеры"
    private static let groups = [["Наименование"]]
    private static let start = Instant(milliseconds: 1_795_780_800_000)
    private static let there = ["a", "b", "c"].map { "\($0)0000000-0000-4000-8000-000000000001" }

    @Test(
        "names are asked of the last complete reading, while the next one is under way",
        arguments: StoreKind.allCases)
    func generations(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        // Given: nobody has read anything.
        #expect(try await Self.index(store) == nil)
        let first = try #require(try await Self.take(store, at: Self.start))
        #expect(try await Self.index(store)?.covers(Self.groups) == false)
        // When
        let page = try #require(try await Self.write(store, [Self.there[0]], first, read: 1))
        #expect(try await store.transaction { try $0.complete(page) })
        // Then
        #expect(try await Self.namesakes(store) == [Self.there[0]])
        #expect(try await Self.take(store, at: Self.start + .minutes(59)) == nil)
        // When: it is too old.
        let second = try #require(try await Self.take(store, at: Self.start + .hours(1)))
        let other = try #require(try await Self.write(store, [Self.there[1]], second, read: 1))
        // Then
        #expect(try await Self.namesakes(store) == [Self.there[0]])
        #expect(try await store.transaction { try $0.complete(other) })
        #expect(try await Self.namesakes(store) == [Self.there[1]])
        #expect(
            try await store.transaction { try $0.forgetNames(of: Self.type, in: "ut11", limit: 10) } == 1)
        #expect(try await Self.namesakes(store) == [Self.there[1]])
    }

    @Test("one node reads at a time; another goes on where it ended", arguments: StoreKind.allCases)
    func lease(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let mine = try #require(try await Self.take(store, at: Self.start))
        #expect(try await Self.take(store, at: Self.start + .seconds(45)) == nil)
        _ = try await Self.write(store, [Self.there[0]], mine, read: 7)
        // When: the first one fell asleep.
        let other = try #require(try await Self.take(store, at: Self.start + .seconds(46)))
        // Then
        #expect(other.read == 7 && other.last == Self.there[0] && other.generation == mine.generation)
        #expect(try await Self.write(store, [Self.there[1]], mine, read: 8) == nil)
        #expect(try await store.transaction { try $0.complete(mine) } == false)
        // When: it does not come on.
        try await store.transaction { try $0.release(other, reason: "нет связи", due: Self.start + .minutes(5)) }
        // Then
        #expect(try await Self.take(store, at: Self.start + .minutes(4)) == nil)
        #expect(try await Self.index(store)?.reason == "нет связи")
        #expect(try await Self.take(store, at: Self.start + .minutes(5))?.read == 7)
    }

    @Test("other groups need a reading of their own, begun at once", arguments: StoreKind.allCases)
    func otherGroups(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let first = try #require(try await Self.take(store, at: Self.start))
        #expect(try await store.transaction { try $0.complete(first) })
        let both = Self.groups + [["ИНН", "Наименование"]]
        #expect(try await Self.index(store)?.covers(both) == false)
        #expect(try await Self.take(store, by: both, at: Self.start + .seconds(1))?.generation == 2)
        #expect(try await Self.index(store)?.covers(Self.groups) == true)
    }

    @Test(
        "what we made for another is passed by, what another has adopted is told with its owner",
        arguments: StoreKind.allCases)
    func owners(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let gathering = try #require(try await Self.take(store, at: Self.start))
        let page = try #require(try await Self.write(store, Self.there, gathering, read: 3))
        try await store.transaction { session in
            _ = try session.complete(page)
            _ = try session.adopt(among: [Self.there[1]], type: Self.type, target: "ut11", for: Self.key(2))
            try session.remember(
                CrossReference(
                    source: Self.key(3), target: "ut11", slot: "партнер", targetType: Self.type,
                    reference: Self.there[2], messageID: "m", ordinal: 1, fieldsHash: "h", isRemoved: false),
                posted: nil, at: Self.start)
        }
        let found = try await store.read { session in
            try session.nameIndex(Self.type, in: "ut11").map { index in
                try session.namesakes(of: Self.key(1), looks: [(group: Self.groups[0], look: "ромашка")], in: index)
            }
        }
        #expect(found?.map(\.reference) == Array(Self.there.prefix(2)))
        #expect(found?.map(\.owner) == [nil, Self.key(2).description])
    }

    @Test(
        "who is said to be new is new in that slot and target for good, said once or twice",
        arguments: StoreKind.allCases)
    func newcomers(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        for _ in 1...2 {
            try await store.transaction { session in
                try session.welcome(
                    Self.key(1), slot: "партнер", in: "ut11", actor: "а", reason: "б", at: Self.start)
            }
        }
        let dispatches = [("1", "партнер"), ("1", "контрагент"), ("2", "партнер")].map { Self.dispatch($0.0, $0.1) }
        let found = try await store.read { try $0.newcomers(among: dispatches) }
        #expect(found == [dispatches[0].id])
    }

    private static func key(_ number: Int) -> ObjectKey {
        ObjectKey(system: "ut103", type: "Справочник.Контрагенты", id: "1000000\(number)-0000-4000-8000-000000000000")
    }

    private static func dispatch(_ number: String, _ slot: String) -> Dispatch {
        Dispatch(
            id: "\(number) \(slot)", messageID: "m", source: key(Int(number) ?? 0), ordinal: 1, position: 0,
            target: "ut11", slot: slot, targetType: type, action: .write, lane: .catalogs, state: .queued, key: "k",
            fields: "{}", revision: RevisionID("r"), attempts: 0, wanted: there[0], reference: nil, reason: nil,
            createdAt: start)
    }

    private static func index(_ store: Store) async throws -> NameIndex? {
        try await store.read { try $0.nameIndex(type, in: "ut11") }
    }

    private static func take(
        _ store: Store, by groups: [[String]] = groups, at now: Instant
    ) async throws -> NameGathering? {
        try await store.transaction { session in
            try session.takeNames(of: type, in: "ut11", by: groups, olderThan: .hours(1), at: now, lease: .seconds(45))
        }
    }

    private static func write(
        _ store: Store, _ references: [String], _ gathering: NameGathering, read: Int
    ) async throws -> NameGathering? {
        let names = references.map { reference in
            TargetName(
                look: "ромашка", group: groups[0], reference: reference, name: "Ромашка",
                written: ["Наименование": "Ромашка"])
        }
        return try await store.transaction { session in
            try session.store(
                names, of: gathering, read: read, last: references.last, at: start, lease: .seconds(45))
        }
    }

    private static func namesakes(_ store: Store) async throws -> [String] {
        try await store.read { session in
            guard let index = try session.nameIndex(type, in: "ut11") else { return [] }
            return try session.namesakes(of: key(1), looks: [(group: groups[0], look: "ромашка")], in: index)
                .map(\.reference)
        }
    }
}
