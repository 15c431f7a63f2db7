/// What sort of thing happened, in the journal's words.
package enum JournalKind: String, Sendable, Codable, CaseIterable {
    /// A message is durable.
    case accepted
    /// The same version came again, under another key.
    case duplicate
    /// The version is older than the latest one known; kept, not sent (E-02).
    case stale
    /// Mapped into target objects.
    case mapped
    /// A script or a missing mapping says it does not cross: done.
    case skipped
    /// A lookup table must be mended first.
    case unmatched
    /// A script says that the source document is wrong.
    case rejected
    /// A script broke.
    case failed
    /// Waits for something it refers to.
    case parked
    /// What it waited for came.
    case woken
    /// It has waited longer than it may: somebody must look.
    case escalated
    /// A try ended without the target having it; it will be tried again.
    case delayed
    /// The target has the object, not yet posted.
    case written
    case confirmed
    /// The target already had exactly this.
    case unchanged
    case superseded
    case refused
    case dead
    /// Somebody changed an object in a system that does not own its kind: what the owner says stands.
    case conflict
    /// An operator sent it on its way again.
    case redriven
    /// Something that was read when it was mapped has changed since it was delivered (E-04): somebody should look.
    case outdated
    /// A lane or a target stopped, or goes on.
    case paused
    case resumed
    /// A window of a rate closed, and not as it should.
    case judged
    /// A waiver was given or changed; it was ended before its time.
    case waived
    case waiverRevoked = "waiver_revoked"
    /// A revision was activated or refused.
    case activated
    case revisionRefused = "revision_refused"
}
