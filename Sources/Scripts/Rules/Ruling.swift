/// What a verdict says.
package enum Ruling: String, Sendable, Hashable, CaseIterable {
    case pass
    /// The facts do not suffice; a person or a further fact decides.
    case unsure
    case fail
}
