import Messages
import Policies
import Scripts
import Testing

@Suite("The share over a window")
struct ShareTests {
    /// A window's count, and what a policy asks of it; recounted here in whole numbers.
    private struct Count {
        let operations: Int
        let hits: Int
        let planned: Int?
        let isClosed: Bool
        /// Percents.
        let share: Int
        let least: Int
        let warnAt: Int

        init(_ dice: inout SplitMix, share: Int, least: Int, warnAt: Int) {
            operations = Int.random(in: 0...80, using: &dice)
            let isGood = Bool.random(using: &dice)
            hits = Int.random(in: (isGood ? operations * 9 / 10 : 0)...operations, using: &dice)
            planned = Bool.random(using: &dice) ? operations + Int.random(in: -5...60, using: &dice) : nil
            isClosed = Int.random(in: 0..<4, using: &dice) == 0
            (self.share, self.least, self.warnAt) = (share, least, warnAt)
        }

        func holds(after clean: Int) -> Bool { 100 * (hits + clean) >= share * (operations + clean) }

        /// The least number of clean operations after which the share holds, by trying each; nil when none does.
        var needed: Int? { (0...(100 * operations + 1)).first(where: holds) }

        var outcome: String {
            if operations < least { return "few" }
            if holds(after: 0) { return 100 * hits < warnAt * operations ? "on_edge" : "reached" }
            if isClosed { return "missed" }
            guard let needed else { return "lost" }
            return planned.map { needed > $0 - operations } == true ? "lost" : "behind"
        }

        func facts(hits: Int) throws -> StepFacts {
            var window: [JSON.Member] = [.init("operations", JSON(operations)), .init("hits", JSON(hits))]
            if let planned { window.append(.init("planned", JSON(planned))) }
            if isClosed { window.append(.init("closed", true)) }
            return try StepFacts(["step": "closed", "at": "2026-12-01T20:00:00Z", "window": .object(window)])
        }
    }

    /// The shipped rule with other numbers.
    private static func judge(share: Int, least: Int, warnAt: Int) throws -> PolicyJudge {
        var tree = try PolicyTree()
        let file = "policies/scan.yaml"
        for (old, new) in [
            (" share: 95 %", " share: \(share) %"), (" min_sample: 20 шт", " min_sample: \(least) шт"),
            (" warn_at: 97 %", " warn_at: \(warnAt) %"),
        ] {
            #expect(tree[file].contains(old))
            tree.replace(old, with: new, in: file)
        }
        return PolicyJudge(try tree.policies(), scripts: ScriptPool(workers: 1))
    }

    private static func verdict(_ decision: Decision) throws -> Verdict {
        try #require(decision.verdicts.first { $0.rule.id == "scan.share" })
    }

    @Test("comes to what whole numbers come to, and promises the least number of clean operations", arguments: 0..<24)
    func recounted(_ seed: UInt64) async throws {
        // Given
        var dice = SplitMix(seed: seed)
        let share = seed == 0 ? 100 : Int.random(in: 1...100, using: &dice)
        let least = Int.random(in: 1...30, using: &dice)
        let warnAt = Int.random(in: share...100, using: &dice)
        let counts = (0..<60).map { _ in Count(&dice, share: share, least: least, warnAt: warnAt) }
        // When
        let decisions = try await Self.judge(share: share, least: least, warnAt: warnAt).judge(
            counts.map { try $0.facts(hits: $0.hits) })
        // Then
        for (count, decision) in zip(counts, decisions) {
            let verdict = try Self.verdict(decision)
            #expect(verdict.outcome == count.outcome, "\(count): \(verdict.json.text)")
            let values = JSON.object(verdict.values)
            #expect(values["needed"]?.int == count.needed, "\(count)")
            #expect(values["misses"]?.int == count.operations - count.hits)
            #expect(verdict.ruling == .pass || verdict.fix != nil)
            let spare = try #require(values["spare"]?.int)
            let holds = 100 * count.hits >= share * (count.operations + spare)
            #expect(holds || spare == 0, "\(count)")
            #expect(
                100 * count.hits < share * (count.operations + spare + 1), "\(count): one more miss is one too many")
        }
    }

    @Test("never gets stricter by a further hit", arguments: 0..<12)
    func monotone(_ seed: UInt64) async throws {
        // Given
        var dice = SplitMix(seed: seed)
        let share = Int.random(in: 50...100, using: &dice)
        let judge = try Self.judge(share: share, least: 5, warnAt: Int.random(in: share...100, using: &dice))
        let count = Count(&dice, share: share, least: 5, warnAt: share)
        // When
        let decisions = try await judge.judge((0...count.operations).map { try count.facts(hits: $0) })
        // Then
        let order = ["lost", "missed", "behind", "on_edge", "reached"]
        var last = 0
        for decision in decisions {
            let outcome = try Self.verdict(decision).outcome
            guard count.operations >= 5 else {
                #expect(outcome == "few")
                continue
            }
            let rank = try #require(order.firstIndex(of: outcome), "\(outcome)")
            #expect(rank >= last, "\(count), \(outcome)")
            last = rank
        }
    }

    @Test("shows a share that its verdict does not deny, and a window that cannot be is no pass")
    func shown() async throws {
        func verdict(_ operations: Int, _ hits: Int) async throws -> Verdict {
            try Self.verdict(
                try await PolicyTree().decision([
                    "step": "handed_over", "at": "2026-12-01T10:00:00Z",
                    "window": ["operations": JSON(operations), "hits": JSON(hits)],
                ]))
        }
        let hair = try await verdict(1_000_000, 949_999)
        #expect(hair.outcome == "behind" && hair.reason?.contains("94,999 %, надо 95 %") == true, "\(hair)")
        let behind = try await verdict(20, 18)
        #expect(
            behind.reason == "Со сканом 18 из 20 — 90 %, надо 95 %: ещё 20 подряд со сканом", "\(behind)")
        for (operations, hits) in [(20, 21), (20, -1), (-5, -5)] {
            #expect(try await verdict(operations, hits).outcome == Verdict.policyError, "\(hits) of \(operations)")
        }
    }
}
