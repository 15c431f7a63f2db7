import Messages
import Scripts
import Storage

/// A revision that was read and checked, and may go live.
struct RevisionCandidate: Sendable {
    let revision: Revision
    /// What must still be live when it goes live, for it was compared with that or made of it; nil where that does not
    /// matter.
    var base: RevisionID?
    /// Who asked first, where a second caller approves it.
    var proposer: String?

    /// Writes down that it is live, unless it is so already; returns the activation that counts.
    ///
    /// - Throws: `conflict.state` when another revision went live meanwhile, or somebody else approved it.
    func record(actor: String, in session: Session, at now: Instant) throws -> Activation {
        let standing = try session.liveActivation()
        if let standing, standing.revision == revision.id { return standing }
        if let base, let standing, standing.revision != base {
            throw Problem(
                .conflictingState,
                "С тех пор в силу вошла ревизия \(standing.revision): посмотрите на неё и попросите заново.")
        }
        try session.keepRevision(revision.id, files: revision.files.files, at: now)
        let wasProposed = try session.withdrawProposal(revision.id)
        guard wasProposed || proposer == nil else {
            throw Problem(.conflictingState, "Ревизия \(revision.id) второго согласия больше не ждёт.")
        }
        let activation = Activation(revision: revision.id, at: now, actor: actor, isLive: true, findings: [])
        try session.record(activation)
        let again = try session.sortUnmatchedAgain(at: now)
        try session.forgetUnread()
        let who = proposer.map { "одобрил \(actor), просил \($0)" } ?? actor
        try session.note(
            JournalEntry(
                at: now, kind: .activated, revision: revision.id,
                summary: "Ревизия \(revision.id) в силе (\(who))"
                    + (again > 0 ? "; несопоставленное отображается заново: \(again)" : "")))
        return activation
    }
}
