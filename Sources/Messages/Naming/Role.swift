/// What a caller may do.
package enum Role: String, Sendable, Codable, CaseIterable, Hashable {
    /// Hands in messages: 1С.
    case source
    /// Bitrix24's events.
    case b24
    /// Edits mappings and activates revisions.
    case integrator
    /// Tunes policies.
    case analyst
    /// Sees why something is stuck, and repairs it.
    case `operator`
    case manager
    case courier
}
