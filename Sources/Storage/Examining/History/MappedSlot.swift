package import Messages

/// What was written down of one slot when a message was mapped last.
package struct MappedSlot: Sendable, Hashable {
    package let target: String
    package let slot: String
    /// By what two answers for the slot are compared; empty while a mapping waits for an object that it reads.
    package let fieldsHash: String
    /// The revision that answered so first.
    package let revision: RevisionID

    package init(target: String, slot: String, fieldsHash: String, revision: RevisionID) {
        self.target = target
        self.slot = slot
        self.fieldsHash = fieldsHash
        self.revision = revision
    }
}
