import Messages
import Policies
import Storage

extension Verdict {
    /// Who has told it.
    private static let teller = "почтарь"

    /// What somebody is to do about it now, as the store keeps it.
    ///
    /// - Parameters:
    ///   - owner: the facts that say whose it is: `courier`, `division`.
    ///   - decision: the decision that it is part of; nil for a window that closes.
    func followups(
        at moment: Consequence.Moment, owner: JSON, decision: String?, task: String?, now: Instant
    ) -> [Followup] {
        let key = window?["key"]?.string
        guard
            let subject = key.map({ Followup.Subject.window($0, decision: decision) })
                ?? decision.map({ .decision($0) })
        else { return [] }
        return consequences(at: moment).map { consequence in
            Followup(
                id: Identifier.make(at: now), policy: policy, rule: rule.id, outcome: outcome,
                what: consequence.deed.followup, whom: consequence.whom, courier: owner["courier"]?.string,
                division: owner["division"]?.string, subject: subject, taskID: task,
                text: "\(rule.title): \(reason ?? DecisionWords.short(self))", createdAt: now,
                dueAt: consequence.escalateAfter.map { now + $0 }, escalateTo: consequence.escalateTo,
                // Who is only told has nothing to answer.
                answer: consequence.deed.isDone
                    ? .init(at: now, actor: Self.teller, text: nil, isApproved: nil) : nil)
        }
    }
}

extension Consequence.Deed {
    /// Whether it is done by being kept.
    fileprivate var isDone: Bool { self == .tell || self == .report }

    fileprivate var followup: Followup.What {
        switch self {
        case .tell: .tell
        case .askReason: .askReason
        case .approve: .approve
        case .report: .report
        }
    }
}
