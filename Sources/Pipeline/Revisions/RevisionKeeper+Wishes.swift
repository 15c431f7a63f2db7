package import Messages
import Scripts
package import Storage

extension RevisionKeeper {
    /// Makes a revision live under the key of the request that asks for it. The tree is read and checked while the key
    /// is held; the activation and the stored answer are one transaction, and only then the pointer moves.
    ///
    /// - Throws: `revision.refused` with every finding, which is written down and leaves the key free: the same request
    ///   may come again when the tree is mended. `not_found` for a revision that was never live.
    package func fulfil(
        _ wish: RevisionWish, actor: String, under claim: IdempotencyClaim, by committer: Committer,
        reply: @escaping @Sendable (RevisionChange) -> Reply
    ) async throws -> CommitAnswer {
        let (answer, made) = try await committer.commit(claim) {
            let revision = try await self.candidate(wish, actor: actor)
            return { session, now in
                let previous = try session.liveActivation()?.revision
                let activation = try Self.record(revision, actor: actor, in: session, at: now)
                return (reply(RevisionChange(revision: revision.id, previous: previous)), (revision, activation))
            }
        }
        if let (revision, activation) = made { adopt(revision, by: activation) }
        return answer
    }

    /// The revision that is wished for, read and checked.
    private func candidate(_ wish: RevisionWish, actor: String) async throws -> Revision {
        let files = try await files(wish, actor: actor)
        if files.revision == live.id { return live }
        do {
            return try await Self.checked(files, scripts)
        } catch let refused as TreeRefused {
            await refuse(refused, revision: files.revision, actor: actor)
            throw refused.problem(stillLive: live.id)
        }
    }

    private func files(_ wish: RevisionWish, actor: String) async throws -> TreeFiles {
        switch wish {
        case .kept(let id):
            guard let files = try await store.read({ try $0.revisionFiles(id) }) else {
                throw Problem(.notFound, "Ревизия \(id) не хранится: вернуть можно только ту, что уже была в силе.")
            }
            return TreeFiles(files: files)
        case .tree:
            do throws(TreeRefused) {
                return try Self.read(tree)
            } catch {
                await refuse(error, revision: nil, actor: actor)
                throw error.problem(stillLive: live.id)
            }
        }
    }
}
