import Messages

/// What comes next when a rule is not sure.
package enum UnsureStep: String, Sendable, Hashable, CaseIterable {
    case askPhoto = "ask_photo"
    /// A new fix of the place.
    case askFix = "ask_fix"
    case askReason = "ask_reason"
    /// A логист decides.
    case approve

    /// In Russian, after «нужно»: for explanations.
    package var title: String {
        switch self {
        case .askPhoto: "фото"
        case .askFix: "определить место ещё раз"
        case .askReason: "указать причину"
        case .approve: "решение логиста"
        }
    }

    /// Whether the facts hold what is asked for: a photo, a reason, or a person's decision, which answers everything. A
    /// new fix of the place is only known by what the rule says of it.
    func isAnswered(by facts: StepFacts) -> Bool {
        if facts["answer.approved_by"] != nil { return true }
        return switch self {
        case .askPhoto: facts["answer.photo"]?.bool ?? false
        case .askReason: facts["answer.reason"] != nil
        case .askFix, .approve: false
        }
    }
}
