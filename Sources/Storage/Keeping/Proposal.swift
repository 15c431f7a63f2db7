package import Messages

/// A revision that one caller wants and that a second one must approve before it goes live.
package struct Proposal: Sendable, Hashable {
    package let revision: RevisionID
    package let at: Instant
    /// Who asked first: an API key's name, `watcher`, `start`.
    package let actor: String

    package init(revision: RevisionID, at: Instant, actor: String) {
        self.revision = revision
        self.at = at
        self.actor = actor
    }
}
