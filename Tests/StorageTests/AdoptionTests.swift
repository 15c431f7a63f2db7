import Messages
import Storage
import Testing

@Suite("Whose an object is that was in a target before us")
struct AdoptionTests {
    private static let type = "Справочник.Партнеры"
    private static let there = ["a", "b", "c"].map { "\($0)0000000-0000-4000-8000-000000000001" }

    @Test("the only one is ours, also when asked again, and nobody else's from then on", arguments: StoreKind.allCases)
    func only(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        #expect(try await Self.adopt(store, 1, [Self.there[0]]) == .adopted(reference: Self.there[0]))
        #expect(try await Self.adopt(store, 1, [Self.there[0]]) == .adopted(reference: Self.there[0]))
        #expect(
            try await Self.adopt(store, 2, [Self.there[0]]) == .taken(by: Self.key(1), presentation: nil))
        // Of two, one of which is somebody's, nobody knows whether the other one is meant.
        #expect(try await Self.adopt(store, 2, Array(Self.there.prefix(2))) == .several(Array(Self.there.prefix(2))))
        // Its own is its own, whatever else looks like it.
        #expect(try await Self.adopt(store, 1, Self.there) == .adopted(reference: Self.there[0]))
    }

    @Test("what we made for another object is passed by", arguments: StoreKind.allCases)
    func made(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        try await store.transaction { session in
            for (index, reference) in [Self.there[0], Self.there[1]].enumerated() {
                try session.remember(
                    CrossReference(
                        source: Self.key(index + 5), target: "ut11", slot: "партнер", targetType: Self.type,
                        reference: reference, messageID: "m", ordinal: 1, fieldsHash: "h", isRemoved: false,
                        isShared: index == 1),
                    posted: nil, at: Instant(milliseconds: 0))
            }
        }
        #expect(try await Self.adopt(store, 1, [Self.there[0]]) == .none)
        // A slot that points at somebody else's object makes nothing ours.
        #expect(try await Self.adopt(store, 1, Array(Self.there.prefix(2))) == .adopted(reference: Self.there[1]))
    }

    @Test(
        "what something tells apart is never claimed, and while it is nobody's no other is either",
        arguments: StoreKind.allCases)
    func unlike(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        #expect(try await Self.adopt(store, 1, [], unlike: [Self.there[0]]) == .unlike([Self.there[0]]))
        #expect(
            try await Self.adopt(store, 1, [Self.there[1]], unlike: [Self.there[0]])
                == .several([Self.there[0], Self.there[1]]))
        // Another's is passed by: it is not ours, and there is nothing to ask about.
        #expect(try await Self.adopt(store, 2, [Self.there[0]]) == .adopted(reference: Self.there[0]))
        #expect(try await Self.adopt(store, 1, [], unlike: [Self.there[0]]) == .none)
        #expect(
            try await Self.adopt(store, 1, [Self.there[1]], unlike: [Self.there[0]])
                == .adopted(reference: Self.there[1]))
    }

    @Test("one that bears the GUID of another object of the source is that one's", arguments: StoreKind.allCases)
    func underWay(_ kind: StoreKind) async throws {
        // Given: it is being made for the other one, and nobody has heard yet that it is.
        let store = try Store(try await kind.location())
        let other = ObjectKey(system: "ut103", type: "Справочник.Контрагенты", id: Self.there[0])
        let now = Instant(milliseconds: 1_795_780_800_000)
        _ = try await store.transaction { session in
            try session.accept(
                Arrival(
                    id: Identifier.make(at: now), key: other, version: "1", changedAt: now, operation: .upsert,
                    presentation: "Ромашка", data: "{}", lane: .catalogs, caller: "ut103", correlationID: "c",
                    receivedAt: now))
        }
        // Then
        #expect(try await Self.adopt(store, 1, [Self.there[0]]) == .none)
        #expect(try await Self.adopt(store, 1, Array(Self.there.prefix(2))) == .adopted(reference: Self.there[1]))
    }

    @Test("of many that ask at once for one object, one gets it", arguments: StoreKind.allCases)
    func atOnce(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let answers = try await withThrowingTaskGroup(of: Adoption.self) { group in
            for number in 1...20 { group.addTask { try await Self.adopt(store, number, [Self.there[0]]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0 == .adopted(reference: Self.there[0]) } == 1)
        #expect(answers.count { if case .taken = $0 { true } else { false } } == 19)
    }

    private static func key(_ number: Int) -> ObjectKey {
        ObjectKey(system: "ut103", type: "Справочник.Контрагенты", id: "1000000\(number)-0000-4000-8000-000000000000")
    }

    private static func adopt(
        _ store: Store, _ number: Int, _ references: [String], unlike: [String] = []
    ) async throws -> Adoption {
        try await store.transaction { session in
            try session.adopt(among: references, unlike: unlike, type: type, target: "ut11", for: key(number))
        }
    }
}
