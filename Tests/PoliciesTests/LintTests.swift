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
}
