package import Messages

/// One try to make a revision the live one.
package struct Activation: Sendable, Hashable {
    /// UUIDv7: of two activations that made a revision live, the one with the later id counts.
    package let id: String
    package let revision: RevisionID
    package let at: Instant
    /// Who asked: an API key's name, `watcher`, `start`.
    package let actor: String
    package let isLive: Bool
    /// Why it was refused: one line each, `file:line:column: sentence`.
    package let findings: [String]

    package init(
        revision: RevisionID, at: Instant, actor: String, isLive: Bool, findings: [String], id: String? = nil
    ) {
        self.id = id ?? Identifier.make(at: at)
        self.revision = revision
        self.at = at
        self.actor = actor
        self.isLive = isLive
        self.findings = findings
    }
}
