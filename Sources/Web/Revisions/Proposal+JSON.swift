import Messages
import Storage

extension Proposal {
    /// What waits for a second caller, and who asked first.
    var json: JSON {
        ["revision": .string(revision.text), "at": .time(at), "actor": .string(actor)]
    }
}
