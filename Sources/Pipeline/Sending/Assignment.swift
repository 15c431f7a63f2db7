import Messages
import Storage

/// A claimed dispatch with everything filled in that only the store knows.
struct Assignment: Sendable {
    let claim: OutboxClaim
    /// The mapped object with the target's references in it.
    let fields: JSON
    /// Slots of the same answer that the target should have by now and has not.
    let unknownSlots: [String]

    /// Fills in the references to other slots of the same answer, in the transaction of the claim.
    init(_ claim: OutboxClaim, in session: Session) throws {
        self.claim = claim
        let dispatch = claim.dispatch
        var slots: [String: (type: String, reference: String)] = [:]
        if dispatch.fields.contains("\"$own\"") {
            for known in try session.crossReferences(of: dispatch.source, target: dispatch.target) {
                slots[known.slot] = (known.targetType, known.reference)
            }
        }
        let resolved = Placeholders.resolveOwn(dispatch.fields, slots)
        guard let fields = try? JSONReader.read(resolved.content.utf8) else {
            preconditionFailure("the host wrote these fields itself")
        }
        self.fields = fields
        unknownSlots = resolved.unknown
    }
}
