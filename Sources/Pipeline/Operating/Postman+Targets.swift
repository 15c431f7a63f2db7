import Messages
import Scripts

extension Postman {
    /// The systems that something is sent to: those with a sender, and those that a connector of the live revision
    /// serves.
    package var targets: Set<String> {
        Set(senders.map(\.target)).union(revisions.live.plugins.values.map(\.target))
    }
}
