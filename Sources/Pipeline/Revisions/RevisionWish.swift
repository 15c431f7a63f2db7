package import Messages
import Scripts

/// What somebody wants to be live.
package enum RevisionWish: Sendable, Hashable {
    /// Whether a tree may have a file under this path.
    package static func takes(_ path: String) -> Bool { TreeFiles.takes(path) }

    /// The tree on disk, as it is now.
    case tree
    /// A revision that was live before.
    case kept(RevisionID)
    /// The live revision with files put in place of what it has, or taken away (nil).
    case changes([String: [UInt8]?])
    /// A revision that another caller wanted, and that waits for a second one.
    case approval(RevisionID)
}
