package import Messages

/// What somebody must do because of a verdict.
package struct Followup: Sendable, Hashable {
    /// What is to be done.
    package enum What: String, Sendable, Hashable, CaseIterable {
        /// Somebody is to know of it.
        case tell
        /// Somebody is to say why.
        case askReason = "ask_reason"
        /// Somebody is to agree, or not.
        case approve
        /// It is to stand in a report.
        case report
    }

    /// Whether it is done.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case open, done
    }

    /// What a verdict was about: a decision about one step, or a window of many, whose last decision may be named too.
    package enum Subject: Sendable, Hashable {
        case decision(String)
        case window(String, decision: String?)
    }

    /// How it was done.
    package struct Answer: Sendable, Hashable {
        package let at: Instant
        package let actor: String
        /// The reason, or a remark.
        package let text: String?
        /// Nil for what is not to be approved.
        package let isApproved: Bool?

        package init(at: Instant, actor: String, text: String?, isApproved: Bool?) {
            self.at = at
            self.actor = actor
            self.text = text
            self.isApproved = isApproved
        }
    }

    package let id: String
    package let policy: String
    package let rule: String
    /// The name of the verdict's case.
    package let outcome: String
    package let what: What
    /// A role or a person, as the policy says: `courier`, `логист`.
    package let whom: String
    package let courier: String?
    package let division: String?
    package let subject: Subject
    package let taskID: String?
    /// Why, with the figures, in Russian.
    package let text: String
    package let createdAt: Instant
    /// When somebody else is told that it is not done; nil for what may wait.
    package let dueAt: Instant?
    package let escalateTo: String?
    package let escalatedAt: Instant?
    /// Nil while it is open.
    package let answer: Answer?

    package init(
        id: String, policy: String, rule: String, outcome: String, what: What, whom: String, courier: String? = nil,
        division: String? = nil, subject: Subject, taskID: String? = nil, text: String, createdAt: Instant,
        dueAt: Instant? = nil, escalateTo: String? = nil, escalatedAt: Instant? = nil, answer: Answer? = nil
    ) {
        self.id = id
        self.policy = policy
        self.rule = rule
        self.outcome = outcome
        self.what = what
        self.whom = whom
        self.courier = courier
        self.division = division
        self.subject = subject
        self.taskID = taskID
        self.text = text
        self.createdAt = createdAt
        self.dueAt = dueAt
        self.escalateTo = escalateTo
        self.escalatedAt = escalatedAt
        self.answer = answer
    }

    package var state: State { answer == nil ? .open : .done }

    /// The key of the window that was judged.
    package var window: String? {
        if case .window(let key, _) = subject { key } else { nil }
    }

    package var decisionID: String? {
        switch subject {
        case .decision(let id): id
        case .window(_, let id): id
        }
    }
}
