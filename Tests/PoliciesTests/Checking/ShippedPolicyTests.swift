import Foundation
import Messages
import Policies
import Scripts
import Testing

@Suite("The committed policies")
struct ShippedPolicyTests {
    @Test("pass their examples, and the examples try every case and every threshold from both sides and exactly")
    func covered() async throws {
        let run = await SuiteRun(try PolicyTree().policies(), scripts: ScriptPool(workers: 1))
        #expect(run.misses.map(\.sentence) == [])
        #expect(run.coverage.gaps.map(\.what) == [])
        #expect(run.policies.suites.map(\.examples.count).reduce(0, +) > 100)
    }

    @Test("a changed number is told by the examples that come out otherwise, with their figures")
    func changedNumber() async throws {
        // Given
        var tree = try PolicyTree()
        let handedOver = try #require(tree["policies/geo.yaml"].range(of: "geo.handed_over"))
        let head = String(tree["policies/geo.yaml"][..<handedOver.lowerBound])
        let tail = String(tree["policies/geo.yaml"][handedOver.lowerBound...])
        tree["policies/geo.yaml"] = head + tail.replacing("radius: 100 m", with: "radius: 80 m", maxReplacements: 1)
        // When
        let findings = await tree.findings().filter { !$0.contains("предупреждение") }
        // Then
        #expect(findings.count == 4, "\(findings)")
        #expect(
            findings.first?.contains(
                "«Отдан: вместе с погрешностью ровно 100 м»: geo.handed_over должно дать inside, "
                    + "а дало inside_probable (pass)") == true, "\(findings)")
        #expect(findings.allSatisfy { $0.hasPrefix("policies/suites/geo.yaml:") })
    }

    @Test("a step is explained in words, with its figures against the thresholds")
    func explained() async throws {
        let decision = try await PolicyTree().decision([
            "step": "handed_over", "at": "2026-12-01T10:00:00+03:00", "courier": "К-01",
            "geo": ["distance_m": 132, "accuracy_m": 40, "age_s": 12],
            "photos": [
                [
                    "kind": "handout", "width_px": 1080, "height_px": 1440, "sharpness": .number("250.5"), "age_s": 30,
                ]
            ],
        ])
        let lines = DecisionWords.lines(decision)
        #expect(decision.outcome == .unsure)
        #expect(lines.first?.hasSuffix("не уверены, шаг ждёт") == true)
        #expect(lines.contains("geo.handed_over (Отдан у адреса): не уверены — возможно, на месте"), "\(lines)")
        #expect(lines.contains { $0.contains("до точки 132 м > 100 м (radius)") }, "\(lines)")
        #expect(lines.contains("  → нужно: фото"))
        #expect(lines.contains { $0.contains("До адреса 132 м, допустимо 100 м, точность ±40 м") }, "\(lines)")
        #expect(lines.contains("photo.handed_over (Снимок отданного): да — снимки есть и годятся"))
    }
}
