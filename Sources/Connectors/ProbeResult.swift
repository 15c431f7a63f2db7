/// Whether a target can be written to now.
package enum ProbeResult: Sendable, Hashable {
    case up
    /// In Russian: the operator reads why.
    case down(reason: String)
}
