package import Messages

/// What somebody wants to be live.
package enum RevisionWish: Sendable, Hashable {
    /// The tree on disk, as it is now.
    case tree
    /// A revision that was live before.
    case kept(RevisionID)
    /// A revision that another caller wanted, and that waits for a second one.
    case approval(RevisionID)
}
