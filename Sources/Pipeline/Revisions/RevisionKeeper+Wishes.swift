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
        let standing = live
        do {
            if case .approval(let id) = wish { return try await approved(id, by: actor) }
            var candidate = try await candidate(try await files(wish, over: standing), actor: actor)
            // What was made of a revision must not undo what went live meanwhile.
            if case .changes = wish { candidate.base = standing.id }
            return candidate
        } catch let refused as TreeRefused {
            let id: RevisionID? = if case .approval(let id) = wish { id } else { nil }
            await refuse(refused, revision: id, actor: actor)
            throw refused.problem(stillLive: live.id)
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

    /// The files that are wished for.
    ///
    /// - Throws: `TreeRefused` when they cannot be read or are too many; `not_found` for a revision that is not kept;
    ///   `validation.format` when a file is to be taken away that is not there.
    func files(_ wish: RevisionWish, over standing: Revision) async throws -> TreeFiles {
        switch wish {
        case .tree: return try Self.read(tree)
        case .changes(let changes):
            let known = standing.files.files
            let missing = changes.filter { $0.value == nil && known[$0.key] == nil }.keys.sorted()
            guard missing.isEmpty else {
                throw Problem(
                    .validationFormat,
                    "Удалить нечего: в ревизии \(standing.id) нет \(missing.joined(separator: ", ")).",
                    faults: missing.map { .init(field: "files.\($0)", message: "такого файла нет") })
            }
            return try standing.files.changed(by: changes)
        case .kept(let id), .approval(let id):
            guard let files = try await store.read({ try $0.revisionFiles(id) }) else {
                throw Problem(.notFound, "Ревизия \(id) не хранится: вернуть можно только ту, что уже была в силе.")
            }
            return TreeFiles(files: files)
        }
    }
}
