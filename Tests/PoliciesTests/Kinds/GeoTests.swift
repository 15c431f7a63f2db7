import Messages
import Policies
import Scripts
import Testing

@Suite("The decision about the place")
struct GeoTests {
    private static let order = ["inside", "inside_probable", "uncertain", "outside_ack", "outside_block"]

    @Test("at a fixed accuracy the answer never gets milder with distance", arguments: 0..<30)
    func monotone(_ seed: UInt64) async throws {
        var dice = SplitMix(seed: seed)
        let judge = PolicyJudge(try PolicyTree().policies(), scripts: ScriptPool(workers: 1))
        let accuracy = Double.random(in: 0...60, using: &dice)
        var last = 0
        for distance in (0..<60).map({ _ in Double.random(in: 0...260, using: &dice) }).sorted() {
            let facts: JSON = [
                "step": "started", "at": "2026-12-01T10:00:00Z",
                "geo": ["distance_m": .number("\(distance)"), "accuracy_m": .number("\(accuracy)"), "age_s": 5],
            ]
            let verdict = try #require(await judge.judge(try StepFacts(facts)).verdicts.first)
            let rank = try #require(Self.order.firstIndex(of: verdict.outcome), "\(verdict.outcome)")
            #expect(rank >= last, "\(distance) ± \(accuracy)")
            last = rank
        }
    }

    @Test("whatever the facts are, there is one answer, and it is not an error", arguments: 0..<20)
    func complete(_ seed: UInt64) async throws {
        var dice = SplitMix(seed: seed)
        let judge = PolicyJudge(try PolicyTree().policies(), scripts: ScriptPool(workers: 1))
        for _ in 0..<40 {
            var geo: [JSON.Member] = []
            for (name, most) in [("distance_m", 400.0), ("accuracy_m", 120), ("age_s", 1200)]
            where Bool.random(using: &dice) || Bool.random(using: &dice) {
                geo.append(.init(name, .number("\(Double.random(in: 0...most, using: &dice).rounded())")))
            }
            for name in ["mock", "missing", "no_target"] where Int.random(in: 0..<5, using: &dice) == 0 {
                geo.append(.init(name, .bool(Bool.random(using: &dice))))
            }
            let facts: JSON = ["step": "started", "at": "2026-12-01T10:00:00Z", "geo": .object(geo)]
            let verdicts = await judge.judge(try StepFacts(facts)).verdicts
            #expect(verdicts.count == 1 && verdicts[0].outcome != Verdict.policyError, "\(facts.text)")
            #expect(verdicts[0].ruling == .pass || verdicts[0].reason?.contains("—") == false, "\(verdicts)")
        }
    }
}
