import Messages
import Storage

/// A claimed dispatch with everything filled in that only the store knows.
struct Assignment: Sendable {
    let claim: OutboxClaim
    /// By this node's clock, not later than the lease's begin.
    let claimedAt: Instant
    /// The mapped object with the target's references in it.
    let fields: JSON
    /// Slots of the same answer that the target should have by now and has not.
    let unknownSlots: [String]
    /// A person has said that the target has none like it: nobody looks for one.
    let isNewcomer: Bool

    /// Fills in the references to other slots of the same answer, in the transaction of the claims.
    static func assignments(
        for claims: [OutboxClaim], at claimedAt: Instant, in session: Session
    ) throws -> [Assignment] {
        let asking = claims.map(\.dispatch).filter { $0.fields.contains("\"$own\"") }
        let known = try session.crossReferences(of: Array(Set(asking.map(\.source))))
        let newcomers = try session.newcomers(among: claims.map(\.dispatch))
        return claims.map { claim in
            Assignment(
                claim, at: claimedAt, own: known[claim.dispatch.source]?[claim.dispatch.target] ?? [],
                isNewcomer: newcomers.contains(claim.dispatch.id))
        }
    }

    private init(_ claim: OutboxClaim, at claimedAt: Instant, own: [CrossReference], isNewcomer: Bool) {
        self.claim = claim
        self.isNewcomer = isNewcomer
        self.claimedAt = claimedAt
        let dispatch = claim.dispatch
        let slots = Dictionary(own.map { ($0.slot, ($0.targetType, $0.reference)) }) { first, _ in first }
        let resolved = Placeholders.resolveOwn(dispatch.fields, slots)
        guard let fields = try? JSONReader.read(resolved.content.utf8) else {
            preconditionFailure("the host wrote these fields itself")
        }
        self.fields = fields
        unknownSlots = resolved.unknown
    }
}
