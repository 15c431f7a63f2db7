/// What a verdict does to a step.
package enum RuleMode: String, Sendable, Hashable, CaseIterable {
    /// It is only written down.
    case shadow
    /// The courier sees it; the step goes through.
    case warn
    /// A step that fails does not go through.
    case enforce
}
