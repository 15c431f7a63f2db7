package import Foundation
package import Logging
package import Messages
package import Scripts
package import Storage
import Synchronization

/// Knows the revision that is live, and makes another one live: the whole tree is read, compiled, validated and checked
/// against its samples, and only then one pointer moves. A broken tree is refused, and everybody can see it.
package actor RevisionKeeper {
    /// The scripts of all revisions run here.
    package nonisolated let scripts: ScriptPool

    private let store: Store
    private let clock: WallClock
    private let meters: Meters
    private let logger: Logger
    private nonisolated let pointer: Mutex<Revision>
    /// What was refused last, so that a broken tree on disk is not reported at every look.
    private var lastRefused: RevisionID?

    /// Finds the revision to start with: the tree on disk when it is sound, else the one that was live last.
    ///
    /// - Throws: `TreeRefused` when the tree is broken and no earlier revision is known.
    package static func start(
        tree: URL, store: Store, scripts: ScriptPool, clock: WallClock, meters: Meters, logger: Logger
    ) async throws -> RevisionKeeper {
        let kept = try await store.read { session in
            try session.liveActivation().flatMap { try session.revisionFiles($0.revision) }
        }
        do {
            let files = try TreeFiles(readingFrom: tree)
            let revision = try await Self.checked(files, scripts)
            let keeper = RevisionKeeper(revision, store, scripts, clock, meters, logger)
            try await keeper.record(revision, actor: "start")
            return keeper
        } catch let refused as TreeRefused {
            guard let kept else { throw refused }
            let keeper = RevisionKeeper(
                try Revision(files: TreeFiles(files: kept)), store, scripts, clock, meters, logger)
            await keeper.refuse(refused, revision: nil, actor: "start")
            return keeper
        }
    }

    private init(
        _ revision: Revision, _ store: Store, _ scripts: ScriptPool, _ clock: WallClock, _ meters: Meters,
        _ logger: Logger
    ) {
        pointer = Mutex(revision)
        self.store = store
        self.scripts = scripts
        self.clock = clock
        self.meters = meters
        self.logger = logger
    }

    /// The revision that is live at this moment.
    package nonisolated var live: Revision { pointer.withLock { $0 } }

    /// Makes a tree the live revision, or refuses it.
    package func activate(_ files: TreeFiles, actor: String) async throws -> RevisionID {
        if files.revision == live.id { return live.id }
        do {
            let revision = try await Self.checked(files, scripts)
            try await record(revision, actor: actor)
            return revision.id
        } catch let refused as TreeRefused {
            await refuse(refused, revision: files.revision, actor: actor)
            throw refused
        }
    }

    /// Makes a revision live that was live before.
    package func activateAgain(_ id: RevisionID, actor: String) async throws -> RevisionID {
        let files = try await store.read { try $0.revisionFiles(id) }
        guard let files else {
            throw Problem(.notFound, "Ревизия \(id) не хранится: вернуть можно только ту, что уже была в силе.")
        }
        return try await activate(TreeFiles(files: files), actor: actor)
    }

    /// Looks at the tree on disk again and again, and activates it when it has changed and stands still.
    package func watch(_ tree: URL, every span: Span = .seconds(1)) async {
        var seen = try? TreeFiles(readingFrom: tree).revision
        var settled = seen
        while !Task.isCancelled {
            do { try await clock.sleep(span) } catch { return }
            guard let files = try? TreeFiles(readingFrom: tree) else { continue }
            let current = files.revision
            defer { seen = current }
            // A tree is taken when two looks in a row find it the same: half-saved files are passed over.
            guard current == seen, current != settled else { continue }
            settled = current
            guard current != lastRefused else { continue }
            _ = try? await activate(files, actor: "watcher")
        }
    }

    /// Takes over what another node made live.
    package func follow() async {
        do {
            let activation = try await store.read { try $0.liveActivation() }
            guard let activation, activation.revision != live.id,
                let files = try await store.read({ try $0.revisionFiles(activation.revision) })
            else { return }
            let revision = try Revision(files: TreeFiles(files: files))
            pointer.withLock { $0 = revision }
            logger.notice("took over a revision", metadata: ["revision": "\(revision.id)"])
        } catch {
            logger.error("cannot follow the live revision", metadata: ["error": "\(error)"])
        }
    }

    private static func checked(_ files: TreeFiles, _ scripts: ScriptPool) async throws -> Revision {
        let revision = try Revision(files: files)
        let errors = await TreeCheck.run(revision).filter { $0.severity == .error }
        guard errors.isEmpty else { throw TreeRefused(findings: errors) }
        return revision
    }

    private func record(_ revision: Revision, actor: String) async throws {
        let now = clock.now()
        let files = revision.files.files
        try await store.transaction { session in
            guard try session.liveActivation()?.revision != revision.id else { return }
            try session.keepRevision(revision.id, files: files, at: now)
            try session.record(
                Activation(revision: revision.id, at: now, actor: actor, isLive: true, findings: []))
            try session.note(
                JournalEntry(
                    at: now, kind: .activated, revision: revision.id,
                    summary: "Ревизия \(revision.id) в силе (\(actor))"))
        }
        pointer.withLock { $0 = revision }
        lastRefused = nil
        logger.notice("revision is live", metadata: ["revision": "\(revision.id)", "by": "\(actor)"])
    }

    private func refuse(_ refused: TreeRefused, revision: RevisionID?, actor: String) async {
        let now = clock.now()
        let id = revision ?? RevisionID("?")
        lastRefused = revision
        meters.revisionRefused()
        let findings = refused.findings.map(\.description)
        logger.error(
            "revision refused", metadata: ["revision": "\(id)", "first": "\(findings.first ?? "")", "by": "\(actor)"])
        do {
            try await store.transaction { session in
                try session.record(Activation(revision: id, at: now, actor: actor, isLive: false, findings: findings))
                try session.note(
                    JournalEntry(
                        at: now, kind: .revisionRefused, revision: id,
                        summary: "Ревизия \(id) не принята: \(findings.first ?? "")",
                        detail: .array(findings.map(JSON.string))))
            }
        } catch {
            logger.error("cannot write down a refusal", metadata: ["error": "\(error)"])
        }
    }
}
