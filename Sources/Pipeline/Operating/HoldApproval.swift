package import Messages
package import Storage

/// An operator's word that a mapping may take away what it takes away (E-05).
package struct HoldApproval: Sendable {
    package let holdID: String
    package let actor: String
    /// Why; the journal keeps it.
    package let reason: String
    package let correlationID: String?

    package init(holdID: String, actor: String, reason: String, correlationID: String? = nil) {
        self.holdID = holdID
        self.actor = actor
        self.reason = reason
        self.correlationID = correlationID
    }

    /// Lets the mapping go on; what waited is sorted within seconds.
    ///
    /// - Throws: `not_found` when nothing is stopped under that id.
    package func run(in session: Session, at now: Instant) throws -> MappingHold {
        guard let hold = try session.holds().first(where: { $0.id == holdID && $0.approvedBy == nil }),
            try session.approve(holdID, by: actor, reason: reason, at: now)
        else {
            throw Problem(.notFound, "Остановленного маппинга «\(holdID)» нет: его уже одобрили, или это не его номер.")
        }
        try session.note(
            JournalEntry(
                at: now, kind: .resumed, target: hold.mapping.target, correlationID: correlationID,
                revision: hold.mapping.revision,
                summary: "\(actor) одобрил маппинг \(hold.mapping.system).\(hold.mapping.type): \(reason)"))
        return hold
    }
}
