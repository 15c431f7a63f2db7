package import Messages
import Policies
import Scripts
package import Storage

extension RevisionKeeper {
    /// Says under the key of the request what would come of a wish; nothing goes live, and nothing is written down but
    /// the answer.
    ///
    /// - Throws: `not_found` for a revision that is not kept.
    package func rehearse(
        _ wish: RevisionWish, under claim: IdempotencyClaim, by committer: Committer,
        reply: @escaping @Sendable (RevisionRehearsal) -> Reply
    ) async throws -> CommitAnswer {
        try await committer.commit(claim) {
            await self.follow()
            let answer = reply(try await self.rehearsal(wish))
            return { _, _ in (answer, ()) }
        }.answer
    }

    private func rehearsal(_ wish: RevisionWish) async throws -> RevisionRehearsal {
        let standing = live
        var id: RevisionID?
        do {
            let files = try await files(wish, over: standing)
            id = files.revision
            let revision = try Revision(files: files)
            let findings = await Self.findings(revision, scripts)
            let (errors, warnings) = (
                findings.filter { $0.severity == .error }, findings.filter { $0.severity == .warning }
            )
            let crossings = errors.isEmpty ? try self.crossings(of: revision, over: standing) : []
            return RevisionRehearsal(
                revision: id, live: standing.id, errors: errors.map(\.fault), warnings: warnings.map(\.fault),
                crossings: crossings.map { .init(field: $0.at, message: $0.sentence) })
        } catch let refused as TreeRefused {
            return RevisionRehearsal(
                revision: id, live: standing.id, errors: refused.findings.map(\.fault), warnings: [], crossings: [])
        }
    }
}
