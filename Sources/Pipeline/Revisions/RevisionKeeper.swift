package import Foundation
package import Logging
package import Messages
import Policies
package import Scripts
package import Storage
import Synchronization

/// Knows the revision that is live, and makes another one live: the whole tree is read, compiled, validated and checked
/// against its samples, and only then one pointer moves. A broken tree is refused, and everybody can see it.
package actor RevisionKeeper {
    /// Who activates without being asked.
    private static let automatic: Set<String> = ["start", "watcher"]
    /// So many activations back a tree on disk is known again as one that somebody went back from.
    private static let memory = 100

    /// The scripts of all revisions run here.
    package nonisolated let scripts: ScriptPool

    let store: Store
    /// Where the tree lies on disk.
    let tree: URL
    private let clock: WallClock
    private let meters: Meters
    private let logger: Logger
    /// The live revision and the id of the activation that made it so: an older one never takes its place.
    private nonisolated let pointer: Mutex<Live>
    /// What was refused last, so that a broken tree on disk is not reported at every look.
    private var lastRefused: RevisionID?

    /// Finds the revision to start with: the tree on disk when it is sound, else the one that was live last. A tree
    /// that somebody went back from does not come back by itself either.
    ///
    /// - Throws: `TreeRefused` when the tree is broken and no earlier revision is known.
    package static func start(
        tree: URL, store: Store, scripts: ScriptPool, clock: WallClock, meters: Meters, logger: Logger
    ) async throws -> RevisionKeeper {
        let (history, kept) = try await store.read { session in
            let history = try session.liveActivations(limit: memory)
            return (history, try history.first.flatMap { try session.revisionFiles($0.revision) })
        }
        let make = { (revision: Revision, activation: String) in
            RevisionKeeper(revision, activation, store, tree, scripts, clock, meters, logger)
        }
        do {
            let files = try read(tree)
            if let last = history.first, let kept, wasLeft(files.revision, history) {
                let keeper = make(try Revision(files: TreeFiles(files: kept)), last.id)
                logger.notice("stays at the revision that was gone back to", metadata: ["revision": "\(last.revision)"])
                return keeper
            }
            let revision = try await checked(files, scripts)
            let keeper = make(revision, "")
            try await keeper.record(revision, actor: "start")
            return keeper
        } catch let refused as TreeRefused {
            guard let last = history.first, let kept else { throw refused }
            let keeper = make(try Revision(files: TreeFiles(files: kept)), last.id)
            await keeper.refuse(refused, revision: nil, actor: "start")
            return keeper
        }
    }

    private init(
        _ revision: Revision, _ activation: String, _ store: Store, _ tree: URL, _ scripts: ScriptPool,
        _ clock: WallClock, _ meters: Meters, _ logger: Logger
    ) {
        pointer = Mutex(Live(revision, activation, scripts.zone))
        self.store = store
        self.tree = tree
        self.scripts = scripts
        self.clock = clock
        self.meters = meters
        self.logger = logger
    }

    /// The revision that is live at this moment.
    package nonisolated var live: Revision { pointer.withLock { $0.revision } }

    /// Its policies.
    ///
    /// - Throws: `revision.refused` for a revision that was kept and whose policies this build does not understand.
    nonisolated func livePolicies() throws -> PolicySet {
        do throws(TreeRefused) {
            return try pointer.withLock { $0.policies }.get()
        } catch {
            throw error.problem(stillLive: liveID)
        }
    }

    /// Its name.
    package nonisolated var liveID: RevisionID { live.id }

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
            adopt(try Revision(files: TreeFiles(files: files)), by: activation)
        } catch {
            logger.error("cannot follow the live revision", metadata: ["error": "\(error)"])
        }
    }

    /// Reads the tree on disk; one that cannot be read is refused like one that is wrong.
    static func read(_ tree: URL) throws(TreeRefused) -> TreeFiles {
        do {
            return try TreeFiles(readingFrom: tree)
        } catch let refused as TreeRefused {
            throw refused
        } catch {
            let message = "дерево не читается: \(error.localizedDescription)"
            throw TreeRefused(findings: [Finding(.error, file: tree.path, line: 1, message: message)])
        }
    }

    static func checked(_ files: TreeFiles, _ scripts: ScriptPool) async throws -> Revision {
        let revision = try Revision(files: files)
        let findings = await TreeCheck.run(revision) + PolicyCheck.run(revision, scripts: scripts)
        let errors = findings.filter { $0.severity == .error }
        guard errors.isEmpty else { throw TreeRefused(findings: errors) }
        return revision
    }

    /// Whether somebody made another revision live after this one, so that it is not to come back by itself.
    private static func wasLeft(_ revision: RevisionID, _ history: [Activation]) -> Bool {
        guard let last = history.first, !automatic.contains(last.actor), last.revision != revision else { return false }
        return history.dropFirst().contains { $0.revision == revision }
    }

    private func record(_ revision: Revision, actor: String) async throws {
        let now = clock.now()
        let activation = try await store.transaction { try Self.record(revision, actor: actor, in: $0, at: now) }
        adopt(revision, by: activation)
        store.announce(.revision)
    }

    /// Writes down that a revision is live, unless it is so already; returns the activation that counts.
    static func record(
        _ revision: Revision, actor: String, in session: Session, at now: Instant
    ) throws -> Activation {
        if let standing = try session.liveActivation(), standing.revision == revision.id { return standing }
        let activation = Activation(revision: revision.id, at: now, actor: actor, isLive: true, findings: [])
        try session.keepRevision(revision.id, files: revision.files.files, at: now)
        try session.record(activation)
        let again = try session.sortUnmatchedAgain(at: now)
        try session.forgetUnread()
        try session.note(
            JournalEntry(
                at: now, kind: .activated, revision: revision.id,
                summary: "Ревизия \(revision.id) в силе (\(actor))"
                    + (again > 0 ? "; несопоставленное отображается заново: \(again)" : "")))
        return activation
    }

    /// Moves the pointer, unless a later activation has moved it on already.
    func adopt(_ revision: Revision, by activation: Activation) {
        let isNew = pointer.withLock { pointer in
            guard activation.id >= pointer.activation else { return false }
            let isNew = pointer.revision.id != revision.id
            pointer = Live(revision, activation.id, scripts.zone)
            return isNew
        }
        lastRefused = nil
        guard isNew else { return }
        logger.notice(
            "revision is live", metadata: ["revision": "\(revision.id)", "by": "\(activation.actor)"])
    }

    func refuse(_ refused: TreeRefused, revision: RevisionID?, actor: String) async {
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
