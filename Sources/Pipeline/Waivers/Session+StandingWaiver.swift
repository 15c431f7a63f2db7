import Messages
import Storage

extension Session {
    /// A waiver that has not ended.
    ///
    /// - Throws: `not_found`, or `conflict.state` that says how it ended.
    func standingWaiver(_ id: String, at now: Instant) throws -> KeptWaiver {
        guard let waiver = try waiver(id), waiver.revokedAt == nil, waiver.until > now else {
            throw try endedWaiver(id, at: now)
        }
        return waiver
    }

    /// What is said of a waiver that has ended, or is not there.
    func endedWaiver(_ id: String, at now: Instant) throws -> Problem {
        guard let waiver = try waiver(id) else { return KeptWaiver.unknown(id) }
        let end =
            waiver.revokedAt.map { "уже отозвано: \($0.rfc3339), \(waiver.revokedBy ?? "")" }
            ?? "кончилось само: \(waiver.until.rfc3339)"
        return Problem(.conflictingState, "Послабление «\(id)» \(end). Если оно опять нужно, дайте новое.")
    }
}
