package import Messages

/// How much is known of the names that one type has in a target.
package struct NameIndex: Sendable, Hashable {
    package let target: String
    package let type: String
    /// The complete one; 0 when there is none yet.
    package let generation: Int
    /// By which groups of fields the complete one is looked up.
    package let groups: [[String]]
    /// When the reading of the complete one began: what the target got since is not in it.
    package let beganAt: Instant
    /// How many objects the complete one was read of.
    package let objects: Int
    /// How many the one under way has come to; nil when none is.
    package let read: Int?
    /// Why the last reading broke off.
    package let reason: String?

    /// Whether it can be asked by these groups.
    package func covers(_ groups: [[String]]) -> Bool {
        generation > 0 && groups.allSatisfy(self.groups.contains)
    }
}
