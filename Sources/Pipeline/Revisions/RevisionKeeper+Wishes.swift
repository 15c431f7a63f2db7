package import Messages
import Scripts
package import Storage

extension RevisionKeeper {
    /// Makes a revision live under the key of the request that asks for it. The tree is read and checked while the key
    /// is held; the activation and the stored answer are one transaction, and only then the pointer moves.
    ///
    /// - Throws: `revision.refused` with every finding, which is written down and leaves the key free: the same request
    ///   may come again when the tree is mended. `revision.needs_second` when its numbers leave their guard rails: then
    ///   it is kept for whoever approves it. `not_found` for a revision that is not kept, or waits for nobody.
    package func fulfil(
        _ wish: RevisionWish, actor: String, under claim: IdempotencyClaim, by committer: Committer,
        reply: @escaping @Sendable (RevisionChange) -> Reply
    ) async throws -> CommitAnswer {
        let (answer, made) = try await committer.commit(claim) {
            let candidate = try await self.candidate(wish, actor: actor)
            return { session, now in
                let previous = try session.liveActivation()?.revision
                let activation = try candidate.record(actor: actor, in: session, at: now)
                let change = RevisionChange(revision: candidate.revision.id, previous: previous)
                return (reply(change), (candidate.revision, activation))
            }
        }
        if let (revision, activation) = made { adopt(revision, by: activation) }
        return answer
    }

    /// The revision that is wished for, read and checked.
    private func candidate(_ wish: RevisionWish, actor: String) async throws -> RevisionCandidate {
        await follow()
        switch wish {
        case .tree: return try await candidate(try await diskFiles(actor: actor), actor: actor)
        case .kept(let id): return try await candidate(try await keptFiles(id), actor: actor)
        case .approval(let id):
            do {
                return try await approved(id, by: actor)
            } catch let refused as TreeRefused {
                await refuse(refused, revision: id, actor: actor)
                throw refused.problem(stillLive: live.id)
            }
        }
    }

    private func candidate(_ files: TreeFiles, actor: String) async throws -> RevisionCandidate {
        if files.revision == live.id { return RevisionCandidate(revision: live) }
        do {
            return try guarded(try await Self.checked(files, scripts))
        } catch let refused as TreeRefused {
            await refuse(refused, revision: files.revision, actor: actor)
            throw refused.problem(stillLive: live.id)
        } catch let needed as SecondNeeded {
            try await propose(needed, files, actor: actor)
            throw needed.problem(stillLive: live.id)
        }
    }

    private func keptFiles(_ id: RevisionID) async throws -> TreeFiles {
        guard let files = try await store.read({ try $0.revisionFiles(id) }) else {
            throw Problem(.notFound, "Ревизия \(id) не хранится: вернуть можно только ту, что уже была в силе.")
        }
        return TreeFiles(files: files)
    }

    private func diskFiles(actor: String) async throws -> TreeFiles {
        do throws(TreeRefused) {
            return try Self.read(tree)
        } catch {
            await refuse(error, revision: nil, actor: actor)
            throw error.problem(stillLive: live.id)
        }
    }
}
