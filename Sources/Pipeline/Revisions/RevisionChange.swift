package import Messages

/// What came of a wish.
package struct RevisionChange: Sendable, Hashable {
    /// The revision that is live now.
    package let revision: RevisionID
    /// The one that was live before; nil when there was none.
    package let previous: RevisionID?

    /// Whether another revision is live than before.
    package var isNew: Bool { revision != previous }
}
