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
}
