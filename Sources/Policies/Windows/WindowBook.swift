import Foundation
package import Messages
import Scripts

/// Windows in memory, for events that are given in the order in which they were done: what a backtest and the console
/// count by. A window that time has left behind is taken out, so what is kept does not grow with the count of events.
package struct WindowBook: Sendable {
    private struct Name: Hashable {
        let rule: String
        let key: String
    }

    private struct Page {
        var window: OpenWindow
        var marks: [String: WindowMark] = [:]
    }

    private let policies: PolicySet
    private var pages: [Name: Page] = [:]
    private var nextClose: Instant?

    package init(_ policies: PolicySet) {
        self.policies = policies
    }

    /// Counts a step by what was said of it; returns the windows it belongs to, with the step counted.
    ///
    /// - Parameter verdicts: what the rules about single steps say of it.
    mutating func add(_ step: PastStep, said verdicts: [Verdict]) -> [OpenWindow] {
        let facts = step.facts
        let isDone = step.wasDone ?? verdicts.areDone
        return policies.windows(of: facts).map { fresh in
            let name = Name(rule: fresh.rule.id, key: fresh.key)
            var page = pages[name] ?? Page(window: fresh)
            page.window.closesAt = max(page.window.closesAt, fresh.closesAt)
            page.window.count.expect(facts.planned)
            if isDone, let mark = page.window.mark(verdicts) {
                let isLate = step.receivedAt.map { $0 > fresh.closesAt } ?? false
                let before = page.marks[step.event]
                let after = mark.over(before, isLate: isLate)
                page.window.count.move(from: before, to: after)
                page.marks[step.event] = after
            }
            pages[name] = page
            nextClose = min(nextClose ?? page.window.closesAt, page.window.closesAt)
            return page.window
        }
    }

    /// Takes out the windows that close before a moment, all of them when it is nil; in the order of their closing.
    package mutating func close(before moment: Instant?) -> [OpenWindow] {
        if let moment, let nextClose, nextClose > moment { return [] }
        let due = pages.filter { page in moment.map { page.value.window.closesAt <= $0 } ?? true }
        for name in due.keys { pages[name] = nil }
        nextClose = pages.values.map(\.window.closesAt).min()
        return due.values.map(\.window).sorted {
            ($0.closesAt, $0.rule.id, $0.key) < ($1.closesAt, $1.rule.id, $1.key)
        }
    }
}

extension StepFacts {
    /// The step's own name, given by the device that made it; nil when it has none.
    package var event: String? { self["event"]?.string }

    /// How many operations the courier is expected to have in the window.
    package var planned: Int? { self["plan.operations"]?.int }
}
