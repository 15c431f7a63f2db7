import Messages
import Policies
import Scripts
import Testing

@Suite("A decision")
struct JudgingTests {
    private static let manifest = """
        name: вес
        kind: rule
        version: 1
        title: Вес посылки
        params:
          most: { type: number, from: 0, to: 100, required: true, title: Сколько килограммов можно }
        facts:
          parcel.weight_kg: { type: number, title: "Вес, кг" }
        values:
          weight_kg: { title: вес }
        cases:
          light: { verdict: pass, title: лёгкая }
          heavy:
            { verdict: fail, title: тяжёлая, reason: "Посылка {weight_kg} кг, а можно {most}", fix: Отправьте машиной }
        thresholds:
          - { param: most, value: weight_kg }

        """
    private static let policy = """
        policy: вес
        title: Вес
        version: 1
        rules:
          - id: вес.забрал
            when: { step: picked_up }
            kind: вес
            params: { most: 20 }
            mode: enforce

        """

    /// A tree with a kind of rules that no Swift knows.
    private static func tree(judge: String) throws -> PolicyTree {
        var tree = try PolicyTree.bare()
        tree["plugins/вес/plugin.yaml"] = manifest
        tree["plugins/вес/handler.lua"] = "return { api_level = 1, judge = function(params, facts) \(judge) end }"
        tree["policies/вес.yaml"] = policy
        return tree
    }

    private static let sound = """
        local w = facts.parcel.weight_kg
        return { case = w > params.most and "heavy" or "light", values = { weight_kg = w } }
        """

    private static func step(_ weight: JSON, courier: String = "К-01", at: String = "2026-12-01T10:00:00+03:00") -> JSON
    {
        ["step": "picked_up", "at": .string(at), "courier": .string(courier), "parcel": ["weight_kg": weight]]
    }

    @Test("a sort of rules is a folder: nothing else knows it")
    func folder() async throws {
        let tree = try Self.tree(judge: Self.sound)
        let heavy = try await tree.decision(Self.step(.number("20.5")))
        #expect(heavy.outcome == .fail)
        #expect(heavy.verdicts.map(\.reason) == ["Посылка 20,5 кг, а можно 20"])
        #expect(
            heavy.verdicts.map(\.json.text) == [
                #"{"rule":"вес.забрал","policy":"вес","kind":"вес","mode":"enforce","verdict":"fail","case":"heavy","#
                    + #""severity":"medium","params":{"most":20},"values":{"weight_kg":20.5},"#
                    + #""reason":"Посылка 20,5 кг, а можно 20","fix":"Отправьте машиной"}"#
            ])
        #expect(try await tree.decision(Self.step(20)).outcome == .pass)
        #expect(
            await tree.findings().allSatisfy {
                $0.contains("предупреждение: ни один пример не проверяет") || $0.contains("ничего не говорит о шагах")
            })
    }

    @Test(
        "a rule that cannot say anything says no where it is enforced, and where it happened",
        arguments: [
            ("return facts.нет.такого", "plugins/вес/handler.lua:1"),
            ("return { case = \"so_so\" }", "исхода «so_so» нет в plugin.yaml"),
            ("return {}", "judge: нет case"),
            ("return { case = \"light\", values = { height = 5 } }", "values.height нет в plugin.yaml"),
            ("while true do end", "сработал предел «инструкции»"),
        ])
    func failsClosed(_ judge: String, _ detail: String) async throws {
        var tree = try Self.tree(judge: judge)
        let enforced = try await tree.decision(Self.step(1))
        #expect(enforced.outcome == .fail && enforced.verdicts.map(\.outcome) == [Verdict.policyError])
        #expect(enforced.verdicts.first?.detail?.contains(detail) == true, "\(enforced.verdicts)")
        #expect(enforced.verdicts.first?.reason == "Правило «Вес посылки» сломалось, поэтому шаг не проверен")
        tree.replace("mode: enforce", with: "mode: warn", in: "policies/вес.yaml")
        let warned = try await tree.decision(Self.step(1))
        #expect(warned.outcome == .warn && warned.verdicts.map(\.ruling) == [.unsure])
    }

    @Test("a fact of another sort than the manifest says is an error, never a pass")
    func mistyped() async throws {
        let decision = try await Self.tree(judge: "return { case = \"light\" }").decision(Self.step("лёгкая"))
        #expect(decision.outcome == .fail)
        #expect(decision.verdicts.first?.detail == "факт parcel.weight_kg: нужно число")
    }

    @Test("holds in its days, for its scope, in the mode of its group")
    func scope() async throws {
        var tree = try Self.tree(judge: Self.sound)
        tree.replace(
            "version: 1",
            with: "version: 1\neffective_from: 2026-12-01\nuntil: 2026-12-31\nscope: { courier: [К-01, К-02] }",
            in: "policies/вес.yaml")
        tree.replace(
            "mode: enforce",
            with: "mode: enforce\n    mode_for:\n      - { scope: { courier: К-02 }, mode: shadow, until: 2026-12-10 }",
            in: "policies/вес.yaml")
        func outcome(_ courier: String, _ at: String) async throws -> String {
            let decision = try await tree.decision(Self.step(30, courier: courier, at: at))
            return decision.verdicts.isEmpty ? "not asked" : decision.outcome.rawValue
        }
        #expect(try await outcome("К-01", "2026-11-30T23:59:59+03:00") == "not asked")
        #expect(try await outcome("К-01", "2026-12-01T00:00:00+03:00") == "fail")
        #expect(try await outcome("К-01", "2026-12-31T23:59:59+03:00") == "fail")
        #expect(try await outcome("К-01", "2027-01-01T00:00:00+03:00") == "not asked")
        #expect(try await outcome("К-03", "2026-12-05T10:00:00+03:00") == "not asked")
        #expect(try await outcome("К-02", "2026-12-10T23:59:59+03:00") == "pass")
        #expect(try await outcome("К-02", "2026-12-11T00:00:00+03:00") == "fail")
    }

    @Test(
        "conditions ask facts: what is not there equals nothing",
        arguments: [
            ("fact: parcel.weight_kg, gt: 5", true), ("fact: parcel.weight_kg, gt: 30", false),
            ("fact: parcel.weight_kg, gte: 30, lte: 30", true), ("fact: parcel.weight_kg, eq: 30.0", true),
            ("fact: parcel.weight_kg, in: [1, 30]", true), ("fact: parcel, exists: true", true),
            ("fact: parcel, exists: false", false), ("fact: shift, exists: true", false),
            ("fact: shift, eq: утро", false), ("not: { fact: shift, eq: утро }", true),
            ("any: [{ fact: courier, eq: К-09 }, { fact: courier, eq: К-01 }]", true),
            ("all: [{ fact: courier, eq: К-09 }, { fact: courier, eq: К-01 }]", false),
        ])
    func conditions(_ condition: String, _ isAsked: Bool) async throws {
        var tree = try Self.tree(judge: Self.sound)
        tree.replace("step: picked_up", with: "step: picked_up, \(condition)", in: "policies/вес.yaml")
        #expect(try await tree.decision(Self.step(30)).verdicts.isEmpty == !isAsked)
    }

    @Test("facts without a step or a time are refused with what is missing")
    func incomplete() {
        #expect(throws: Problem.self) { try StepFacts(["at": "2026-12-01T10:00:00Z"]) }
        #expect(throws: Problem.self) { try StepFacts(["step": "started", "at": "2026-12-01 10:00"]) }
    }
}
