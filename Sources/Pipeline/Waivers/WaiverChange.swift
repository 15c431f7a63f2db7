package import Messages
package import Storage

/// Somebody's word that a waiver ends at another moment, or has another reason.
package struct WaiverChange: Sendable {
    package let waiverID: String
    /// Nil leaves it as it is.
    package let until: Instant?
    package let reason: String?
    package let actor: String
    package let correlationID: String?

    package init(waiverID: String, until: Instant?, reason: String?, actor: String, correlationID: String? = nil) {
        self.waiverID = waiverID
        self.until = until
        self.reason = reason
        self.actor = actor
        self.correlationID = correlationID
    }

    /// Changes it, with a journal entry. One that has ended stays so: prolonged, it would cover what was done in the
    /// meantime.
    ///
    /// - Throws: `not_found`, `conflict.state` when it has ended, `validation.format` for a wrong end.
    package func run(in session: Session, at now: Instant) throws -> KeptWaiver {
        let waiver = try session.standingWaiver(waiverID, at: now)
        if let until, let complaint = WaiverGrant.complaint(until: until, from: waiver.from, at: now) {
            throw WaiverGrant.problem([.init(field: "until", message: complaint)])
        }
        guard try session.change(waiver: waiverID, until: until, reason: reason, at: now),
            let changed = try session.waiver(waiverID)
        else { throw try session.endedWaiver(waiverID, at: now) }
        let words = [
            until.map { "до \($0.rfc3339) вместо \(waiver.until.rfc3339)" }, reason.map { "причина теперь: \($0)" },
        ]
        try session.note(
            JournalEntry(
                at: now, kind: .waived, correlationID: correlationID,
                summary:
                    "\(actor) меняет послабление «\(waiver.rule)» (\(waiver.scopeWords)): "
                    + words.compactMap { $0 }.joined(separator: "; "),
                detail: .object([.init("id", .string(waiverID)), .init("reason_before", .string(waiver.reason))])))
        return changed
    }
}
