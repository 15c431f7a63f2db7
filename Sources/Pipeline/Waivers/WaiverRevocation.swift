package import Messages
package import Storage

/// Somebody's word that a waiver ends now. It stays to be read, and covers what was done before.
package struct WaiverRevocation: Sendable {
    package let waiverID: String
    /// Why; the journal keeps it.
    package let reason: String?
    package let actor: String
    package let correlationID: String?

    package init(waiverID: String, reason: String?, actor: String, correlationID: String? = nil) {
        self.waiverID = waiverID
        self.reason = reason
        self.actor = actor
        self.correlationID = correlationID
    }

    /// Ends it, with a journal entry.
    ///
    /// - Throws: `not_found`, or `conflict.state` when it has ended before.
    package func run(in session: Session, at now: Instant) throws -> KeptWaiver {
        let waiver = try session.standingWaiver(waiverID, at: now)
        guard try session.revoke(waiver: waiverID, by: actor, at: now), let revoked = try session.waiver(waiverID)
        else { throw try session.endedWaiver(waiverID, at: now) }
        try session.note(
            JournalEntry(
                at: now, kind: .waiverRevoked, correlationID: correlationID,
                summary:
                    "\(actor) отзывает послабление «\(waiver.rule)» (\(waiver.scopeWords))"
                    + (reason.map { ": \($0)" } ?? ""),
                detail: .object([.init("id", .string(waiverID))])))
        return revoked
    }
}
