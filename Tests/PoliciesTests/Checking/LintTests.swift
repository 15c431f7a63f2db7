import Policies
import Testing

@Suite("What is allowed in policies and hardly meant")
struct LintTests {
    private static func policy(_ name: String, _ head: String = "", rule: String = "") -> String {
        """
        policy: \(name)
        title: Ещё
        version: 1
        \(head)
        rules:
          - id: \(name).старт
            when: { step: started \(rule) }
            kind: geo
            params: { radius: 100 m, soft_radius: 200 m }
            mode: shadow

        """
    }

    private static func complaints(_ text: String) async throws -> [String] {
        var tree = try PolicyTree()
        tree["policies/ещё.yaml"] = text
        return await tree.findings().filter { !$0.contains("ни один пример") }
    }

    @Test("two rules that are always asked together say so, unless a condition, a scope or their days part them")
    func repeated() async throws {
        let told = try await Self.complaints(Self.policy("ещё"))
        #expect(told.count == 1)
        #expect(
            told.first?.contains(
                "«ещё.старт» и «geo.started» (policies/geo.yaml:8:5) говорят одно и то же о шаге «Старт»"
            )
                == true, "\(told)")
        let parted = [
            Self.policy("ещё", "scope: { division: Север }"), Self.policy("ещё", rule: ", fact: shift, exists: true"),
            Self.policy("ещё").replacing("step: started", with: "step: closed"),
        ]
        for text in parted { #expect(try await Self.complaints(text) == []) }
        let other = Self.policy("ещё").replacing("radius: 100 m", with: "radius: 90 m")
        #expect(try await Self.complaints(other).first?.contains("об одном с разными числами") == true)
    }

    @Test("a group's mode that an earlier line hides is told; a later day of its own saves it")
    func hidden() async throws {
        func text(_ first: String, _ second: String) -> String {
            Self.policy("ещё", "scope: { division: Север }")
                + "    mode_for:\n      - { scope: { courier: К-01 }, mode: warn\(first) }\n"
                + "      - { scope: { courier: К-01 }, mode: enforce\(second) }\n"
        }
        for (first, second, isHidden) in [
            ("", "", true), (", until: 2026-12-10", ", until: 2026-12-05", true),
            (", until: 2026-12-10", ", until: 2026-12-20", false), (", until: 2026-12-10", "", false),
        ] {
            let told = try await Self.complaints(text(first, second))
            #expect(told.contains { $0.contains("строка 2 в mode_for никогда не действует") } == isHidden, "\(told)")
        }
    }

    @Test("what can never be asked, or belongs to nobody, is told")
    func reach() async throws {
        let cases = [
            (", fact: geo.age_s, gt: 10, lt: 5", "условия when исключают друг друга"),
            (", fact: geo.age_s, gt: 10, lte: 10", "условия when исключают друг друга"),
            (", all: [{ fact: shift, eq: а }, { fact: shift, in: [б, в] }]", "условия when исключают друг друга"),
        ]
        for (condition, complaint) in cases {
            let told = try await Self.complaints(Self.policy("ещё", rule: condition))
            #expect(told.contains { $0.contains(complaint) }, "\(condition): \(told)")
        }
        let fine = [", fact: geo.age_s, gte: 10, lte: 10", ", any: [{ fact: shift, eq: а }, { fact: shift, eq: б }]"]
        for condition in fine { #expect(try await Self.complaints(Self.policy("ещё", rule: condition)) == []) }
        let ended = try await Self.complaints(
            Self.policy("ещё", "until: 2026-01-01", rule: ", fact: shift, exists: true"))
        #expect(ended.contains { $0.contains("политика «ещё» кончилась") }, "\(ended)")
        let idle =
            Self.policy("ещё", rule: ", fact: shift, exists: true")
            + "    then: [{ on: [mock], do: tell, whom: логист }]\n"
        #expect(try await Self.complaints(idle).contains { $0.contains("дел из then никому не достанется") })
        let stranger =
            Self.policy("ещё", "scope: { division: Север }")
            + "    mode_for: [{ scope: { division: Юг }, mode: warn }]\n"
        #expect(try await Self.complaints(stranger).contains { $0.contains("нет в scope политики") })
    }

    @Test(
        "ranges of a number that leave a hole or meet twice are told, those that touch are not",
        arguments: [
            ("lt: 1000", "gte: 1000", nil), ("lt: 1000", "gt: 1000", "дыра: при geo.age_s = 1000"),
            ("lt: 1000", "gt: 2000", "дыра: при geo.age_s от 1000 до 2000"),
            ("lte: 1000", "gte: 1000", "спрошены оба при geo.age_s = 1000"),
            ("lt: 2000", "gt: 1000", "спрошены оба при geo.age_s от 1000 до 2000"),
        ])
    func ranges(_ lower: String, _ upper: String, _ complaint: String?) async throws {
        let first = Self.policy("ещё", rule: ", fact: geo.age_s, \(lower)")
        let second = Self.policy("ещё", rule: ", fact: geo.age_s, \(upper)").replacing("ещё.старт", with: "ещё.старт2")
        let rule = second.drop { $0 != "-" }
        let told = try await Self.complaints(first + "  " + rule)
        if let complaint {
            #expect(told.contains { $0.contains(complaint) }, "\(told)")
        } else {
            #expect(told == [])
        }
    }

    @Test("a step about which no rule says anything is told")
    func gaps() async throws {
        var tree = try PolicyTree()
        let text = tree["policies/photo.yaml"]
        tree["policies/photo.yaml"] = text.replacing("step: return_given_back", with: "step: closed")
        let told = await tree.findings()
        #expect(told.contains { $0.contains("ничего не говорит о шагах «Возврат отдан клиенту» (return_given_back)") })
    }
}
