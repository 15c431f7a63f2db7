import Messages
package import Scripts
import YAML

/// All suites of a tree, run: which examples came out otherwise, and what none of them has tried.
package struct SuiteRun: Sendable {
    /// An example whose rule says something else.
    package struct Miss: Sendable, Hashable {
        package let example: PolicySuite.Example
        package let expectation: PolicySuite.Expectation
        /// The verdict of the rule; nil when it was not asked.
        package let verdict: Verdict?

        /// What it says instead, with its figures.
        package var sentence: String {
            let wanted = "«\(example.title)»: \(expectation.rule) должно дать \(expectation.says)"
            guard let verdict else { return wanted + ", а правило не спрошено" }
            let said = "\(verdict.outcome) (\(verdict.ruling.rawValue))"
            let why = verdict.detail ?? DecisionWords.figures(verdict).joined(separator: ", ")
            return wanted + ", а дало \(said)" + (why.isEmpty ? "" : ": " + why)
        }
    }

    package let policies: PolicySet
    package private(set) var misses: [Miss] = []
    package private(set) var coverage: SuiteCoverage

    /// Runs every example of every suite.
    package init(_ policies: PolicySet, scripts: ScriptPool) async {
        self.policies = policies
        coverage = SuiteCoverage(policies)
        let judge = PolicyJudge(policies, scripts: scripts)
        for suite in policies.suites {
            let decisions = await judge.judge(suite.examples.map(\.facts))
            for (example, decision) in zip(suite.examples, decisions) {
                for verdict in decision.verdicts { coverage.add(verdict) }
                for expectation in example.expected {
                    let verdict = decision.verdicts.first { $0.rule.id == expectation.rule }
                    guard !Self.holds(expectation, verdict) else { continue }
                    misses.append(Miss(example: example, expectation: expectation, verdict: verdict))
                }
            }
        }
    }

    /// How many examples of a suite came out otherwise.
    package func missed(_ suite: PolicySuite) -> Int {
        Set(misses.lazy.filter { $0.example.place.file == suite.file }.map(\.example.place)).count
    }

    /// As findings of the tree: an example that comes out otherwise is an error, what nobody tries a warning.
    package var findings: [Finding] {
        let wrong = misses.map { miss in
            Finding(
                .error, file: miss.expectation.place.file, line: miss.expectation.place.line,
                column: miss.expectation.place.column, message: miss.sentence)
        }
        let untried = coverage.gaps.map { gap in
            Finding(
                .warning, file: gap.rule.place.file, line: gap.rule.place.line, column: gap.rule.place.column,
                message: "ни один пример не проверяет \(gap.what): добавьте его в policies/suites")
        }
        return wrong + untried
    }

    private static func holds(_ expectation: PolicySuite.Expectation, _ verdict: Verdict?) -> Bool {
        guard let verdict else { return expectation.says == PolicySuite.Expectation.skipped }
        return expectation.says == verdict.outcome || expectation.says == verdict.ruling.rawValue
    }
}
