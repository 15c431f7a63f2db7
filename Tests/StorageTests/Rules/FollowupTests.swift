import Messages
import Storage
import Testing

@Suite("Keeping follow-ups")
struct FollowupTests {
    private static func followup(
        _ fixture: StoreFixture, _ subject: Followup.Subject = .window("смена 1", decision: nil),
        rule: String = "scan.shift", outcome: String = "below", what: Followup.What = .askReason,
        whom: String = "courier", courier: String? = "К-01", due: Int64? = nil
    ) -> Followup {
        Followup(
            id: Identifier.make(at: fixture.noon), policy: "scan", rule: rule, outcome: outcome, what: what,
            whom: whom, courier: courier, division: "Север", subject: subject, taskID: "З-1", text: "18 из 20",
            createdAt: fixture.noon, dueAt: due.map { fixture.noon + .minutes($0) },
            escalateTo: due == nil ? nil : "логист")
    }

    @Test(
        "the same finding makes one follow-up, whichever step finds it; another finding makes another",
        arguments: StoreKind.allCases)
    func once(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let first = Self.followup(fixture)
        let others = [
            Self.followup(fixture, .window("смена 2", decision: "д-1")), Self.followup(fixture, .decision("д-1")),
            Self.followup(fixture, rule: "scan.week"), Self.followup(fixture, outcome: "hopeless"),
            Self.followup(fixture, what: .tell), Self.followup(fixture, whom: "логист"),
        ]
        let again = Self.followup(fixture, .window("смена 1", decision: "д-2"), courier: "К-02")
        try await fixture.store.transaction { (session) throws in
            #expect(try session.add(first))
            #expect(try !session.add(again))
            for other in others { #expect(try session.add(other)) }
            #expect(try session.followups(FollowupFilter(), limit: 99) == [first] + others)
            #expect(try session.followup(again.id) == nil)
        }
    }

    @Test("follow-ups are found by what they are, and are done once", arguments: StoreKind.allCases)
    func done(_ kind: StoreKind) async throws {
        // Given
        let fixture = try await StoreFixture(kind)
        let noon = fixture.noon
        let reason = Self.followup(fixture)
        let approval = Self.followup(fixture, .decision("д-1"), what: .approve, courier: nil)
        let answer = Followup.Answer(at: noon + .minutes(1), actor: "логист", text: nil, isApproved: false)
        try await fixture.store.transaction { (session) throws in
            #expect(try session.add(reason) && session.add(approval))
            // When
            #expect(try session.finish(followup: approval.id, answer))
            #expect(
                try !session.finish(
                    followup: approval.id, .init(at: noon, actor: "другой", text: "да", isApproved: true)))
            #expect(try !session.finish(followup: "нет", answer))
        }
        // Then
        try await fixture.store.read { (session) throws in
            #expect(try session.followup(approval.id)?.answer == answer)
            let filters: [(FollowupFilter, [Followup])] = [
                (.init(state: .open), [reason]), (.init(courier: "К-01"), [reason]), (.init(courier: "К-02"), []),
                (.init(state: .open, what: .approve), []), (.init(rule: "scan.shift", division: "Юг"), []),
            ]
            for (filter, expected) in filters {
                #expect(try session.followups(filter, limit: 9) == expected, "\(filter)")
                #expect(try session.followupCount(filter) == expected.count, "\(filter)")
            }
            #expect(try session.followups(.init(state: .done, what: .approve), limit: 9).map(\.id) == [approval.id])
            #expect(try session.followupCount(.init(division: "Север")) == 2)
            #expect(try session.followups(.init(), offset: 1, limit: 9).map(\.id) == [approval.id])
        }
        // When
        let forgotten = try await fixture.store.transaction { (session) throws in
            (
                try session.forgetFollowups(doneBefore: answer.at, limit: 9),
                try session.forgetFollowups(doneBefore: answer.at + .milliseconds(1), limit: 9)
            )
        }
        // Then: what is open stays.
        #expect(forgotten == (0, 1))
        #expect(try await fixture.store.read { try $0.followups(.init(), limit: 9) } == [reason])
    }

    @Test("what should be done by now is taken once, the longest overdue first", arguments: StoreKind.allCases)
    func overdue(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let noon = fixture.noon
        let (late, later) = (
            Self.followup(fixture, .decision("1"), due: 6), Self.followup(fixture, .decision("2"), due: 5)
        )
        let done = Self.followup(fixture, .decision("3"), due: 4)
        let rest = [Self.followup(fixture, .decision("4"), due: 7), Self.followup(fixture, .decision("5"))]
        try await fixture.store.transaction { (session) throws in
            for followup in [late, later, done] + rest { _ = try session.add(followup) }
            _ = try session.finish(followup: done.id, .init(at: noon, actor: "он", text: "да", isApproved: nil))
        }
        let moment = noon + .minutes(6)
        let (early, one, other, none) = try await fixture.store.transaction { (session) throws in
            (
                try session.takeOverdueFollowups(at: noon, limit: 9),
                try session.takeOverdueFollowups(at: moment, limit: 1),
                try session.takeOverdueFollowups(at: moment, limit: 9),
                try session.takeOverdueFollowups(at: moment, limit: 9)
            )
        }
        #expect(early.isEmpty && none.isEmpty)
        #expect(one.map(\.id) == [later.id] && other.map(\.id) == [late.id])
        #expect(one.first?.escalatedAt == moment && one.first?.state == .open)
    }
}
