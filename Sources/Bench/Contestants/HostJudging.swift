import Foundation
import Messages
import Policies
import Scripts

/// «Отдан», judged by the shipped policies in the product's host, on one core.
struct HostJudging {
    let policies: PolicySet
    let facts: StepFacts
    private let judge: PolicyJudge

    init(_ setting: Setting) throws {
        policies = try PolicySet(try Revision(files: TreeFiles(readingFrom: setting.tree)))
        facts = try StepFacts(try JSONReader.read(try Attachment.step.text.utf8))
        judge = PolicyJudge(policies, scripts: ScriptPool(workers: 1))
    }

    /// The rules that are asked, and what each says.
    func verdicts() async throws -> [Policies.Verdict] {
        let verdicts = await judge.judge(facts).verdicts
        guard !verdicts.isEmpty, verdicts.allSatisfy({ $0.outcome != Policies.Verdict.policyError }) else {
            throw BenchFault("the step is not judged: \(verdicts.map(\.json.text))")
        }
        return verdicts
    }

    /// Verdicts a second of this process' time on a core, each with its text as it is kept.
    func perSecond(seconds: Int) async -> Double {
        let start = CPUTime.seconds
        var count = 0
        while CPUTime.seconds < start + Double(seconds) {
            for _ in 0..<50 {
                let decision = await judge.judge(facts)
                count += decision.verdicts.count
                precondition(!decision.json.bytes(sortingKeys: false).isEmpty)
            }
        }
        return Double(count) / (CPUTime.seconds - start)
    }
}
