import Foundation
import Messages
import Policies
import Scripts
import Storage

/// A store of many decisions, made as the product makes them: judged by the tree's policies, and kept with their words.
struct StoredDecisions {
    private static let page = 500

    /// The folder that the product calls its data.
    let folder: URL
    let count: Int

    init(_ setting: Setting) async throws {
        folder = setting.folder.appending(path: "decisions")
        count = setting.backtest
        let policies = try PolicySet(try Revision(files: TreeFiles(readingFrom: setting.tree)))
        let judge = PolicyJudge(policies, scripts: ScriptPool(workers: 2))
        var book = WindowBook(policies)
        let store = try Store(.file(folder.appending(path: "pochtar.sqlite")))
        for first in stride(from: 0, to: count, by: Self.page) {
            let numbers = Array(first..<min(first + Self.page, count))
            let steps = try numbers.map { PastStep(id: "\($0)", facts: try StepFacts(PastSteps.facts($0))) }
            let kept = await judge.judge(steps, &book).map(Self.kept)
            try await store.transaction { session in
                for decision in kept { try session.keep(decision) }
            }
        }
        try store.close()
    }

    private static func kept(_ decision: Decision) -> KeptDecision {
        let at = decision.facts.at
        return KeptDecision(
            id: Identifier.make(at: at), at: at, receivedAt: at, step: decision.facts.step.rawValue,
            courier: decision.facts["courier"]?.string, task: "bench", revision: decision.revision,
            outcome: decision.outcome.rawValue, caller: "bench", correlationID: "bench", facts: decision.facts.json,
            verdicts: .array(decision.verdicts.map(\.json)), explanation: DecisionWords.lines(decision))
    }
}
