package import Messages

/// A revision that one caller wants and that a second one must approve before it goes live.
package struct Proposal: Sendable, Hashable {
    package let revision: RevisionID
    package let at: Instant
    /// Who asked first: an API key's name, `watcher`, `start`.
    package let actor: String
    /// The revision that was live then: what is approved is the change to it, and to no other.
    package let base: RevisionID

    package init(revision: RevisionID, at: Instant, actor: String, base: RevisionID) {
        self.revision = revision
        self.at = at
        self.actor = actor
        self.base = base
    }
}
