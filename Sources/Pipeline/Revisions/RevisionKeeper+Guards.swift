import Foundation
import Logging
import Messages
import Policies
import Scripts
import Storage

extension RevisionKeeper {
    /// A checked revision, when one caller may make it live alone.
    ///
    /// - Throws: `SecondNeeded` when its numbers leave their guard rails and are other than those of the live one.
    func guarded(_ revision: Revision) throws -> RevisionCandidate {
        let standing = live
        guard revision.id != standing.id else { return RevisionCandidate(revision: revision) }
        let policies = try PolicySet(revision, zone: scripts.zone)
        let crossings = GuardRails.crossings(policies, over: policiesIfAny(of: standing))
        guard crossings.isEmpty else { throw SecondNeeded(revision: revision.id, crossings: crossings) }
        return RevisionCandidate(
            revision: revision, base: GuardRails.outside(policies).isEmpty ? nil : standing.id)
    }

    /// The numbers of a revision for which a second caller is needed.
    func crossings(of revision: Revision, over standing: Revision) throws(TreeRefused) -> [GuardRails.Crossing] {
        GuardRails.crossings(try PolicySet(revision, zone: scripts.zone), over: policiesIfAny(of: standing))
    }

    /// What was understood when it went live, if it is still live; nil when this build does not understand it.
    private func policiesIfAny(of standing: Revision) -> PolicySet? {
        if let live = try? livePolicies(), live.revision.id == standing.id { return live }
        return try? PolicySet(standing, zone: scripts.zone)
    }

    /// A checked revision that waits for a second caller, who is here.
    ///
    /// - Throws: `revision.needs_second` when it is the one who asked first; `not_found` when it does not wait.
    func approved(_ id: RevisionID, by actor: String) async throws -> RevisionCandidate {
        let (proposal, files) = try await store.read { session in
            (try session.proposal(id), try session.revisionFiles(id))
        }
        guard let proposal, let files else {
            throw Problem(.notFound, "Ревизия \(id) второго согласия не ждёт: что ждёт, говорит GET /api/v1/revisions.")
        }
        // Nobody stands behind a tree on disk that was found there.
        guard Self.automatic.contains(proposal.actor) || proposal.actor != actor else {
            throw Problem(
                .needsSecond,
                "Ревизию \(id) просил ввести в силу этот же ключ «\(actor)»: одобрить её должен другой ключ с ролью "
                    + "integrator или operator.")
        }
        let revision = try await Self.checked(TreeFiles(files: files), scripts)
        return RevisionCandidate(revision: revision, base: proposal.base, proposer: proposal.actor)
    }

    /// Keeps a revision for whoever approves it. It is refused in everybody's sight like a broken one; found again
    /// where it was found before, it is not told again.
    func propose(_ needed: SecondNeeded, _ files: TreeFiles, actor: String) async throws {
        let (now, id, findings) = (clock.now(), needed.revision, needed.findings)
        let base = live.id
        noteRefused(id)
        let isTold = try await store.transaction { session in
            try session.keepRevision(id, files: files.files, at: now)
            let isNew = try session.propose(
                Proposal(revision: id, at: now, actor: actor, base: base), nobodies: Self.automatic)
            guard isNew || !Self.automatic.contains(actor) else { return false }
            try session.record(Activation(revision: id, at: now, actor: actor, isLive: false, findings: findings))
            try session.note(
                JournalEntry(
                    at: now, kind: .revisionRefused, revision: id,
                    summary: "Ревизии \(id) нужно второе согласие (\(actor)): \(findings.first ?? "")",
                    detail: .array(findings.map(JSON.string))))
            return true
        }
        guard isTold else { return }
        meters.revisionRefused()
        logger.warning(
            "revision needs a second caller",
            metadata: ["revision": "\(id)", "first": "\(findings.first ?? "")", "by": "\(actor)"])
    }
}
