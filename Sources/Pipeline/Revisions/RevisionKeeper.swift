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
    static let automatic: Set<String> = ["start", "watcher"]

    /// The scripts of all revisions run here.
    package nonisolated let scripts: ScriptPool

    let store: Store
    /// Where the tree lies on disk.
    let tree: URL
    let clock: WallClock
    let meters: Meters
    let logger: Logger
    /// The live revision and the id of the activation that made it so: an older one never takes its place.
    private nonisolated let pointer: Mutex<Live>
    /// Policies of earlier revisions by which windows still go on.
    private nonisolated let understood = Mutex(EarlierPolicies())
    /// What was refused last, so that a broken tree on disk is not reported at every look.
    private var lastRefused: RevisionID?

    /// Finds the revision to start with: the tree on disk when it is sound, else the one that was live last. A tree
    /// that somebody went back from does not come back by itself either.
    ///
    /// - Throws: `TreeRefused` when the tree is broken and no earlier revision is known.
    package static func start(
        tree: URL, store: Store, scripts: ScriptPool, clock: WallClock, meters: Meters, logger: Logger
    ) async throws -> RevisionKeeper {
        let (last, kept) = try await store.read { session in
            let last = try session.liveActivation()
            return (last, try last.flatMap { try session.revisionFiles($0.revision) })
        }
        let make = { (revision: Revision, activation: String) in
            RevisionKeeper(revision, activation, store, tree, scripts, clock, meters, logger)
        }
        // What was live last, where this build understands it.
        let standing = kept.flatMap { try? Revision(files: TreeFiles(files: $0)) }
        do {
            let files = try read(tree)
            let isLeft = try await store.read { session in try last.map { try wasLeft(files.revision, $0, in: session) }
            }
            if let last, let standing, isLeft == true {
                logger.notice("stays at the revision that was gone back to", metadata: ["revision": "\(last.revision)"])
                return make(standing, last.id)
            }
            let revision = try await checked(files, scripts)
            let keeper = make(standing ?? revision, standing.flatMap { _ in last?.id } ?? "")
            try await keeper.begin(with: revision)
            return keeper
        } catch let refused as TreeRefused {
            guard let last, let standing else { throw refused }
            let keeper = make(standing, last.id)
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

    /// The policies of a revision, the live one or one that was kept; nil when it is not kept, or this build does not
    /// understand it.
    nonisolated func policies(of id: RevisionID) async throws -> PolicySet? {
        if id == liveID { return try? livePolicies() }
        if let known = understood.withLock({ $0.policies(of: id) }) { return known }
        let files = try await store.read { try $0.revisionFiles(id) }
        let revision = files.flatMap { try? Revision(files: TreeFiles(files: $0)) }
        let policies = revision.flatMap { try? PolicySet($0, zone: scripts.zone) }
        if policies == nil {
            logger.warning("the policies of an earlier revision are not to be had", metadata: ["revision": "\(id)"])
        }
        understood.withLock { $0.remember(policies, of: id) }
        return policies
    }

    /// Its name.
    package nonisolated var liveID: RevisionID { live.id }

    /// Makes a tree the live revision, or refuses it.
    ///
    /// - Throws: `TreeRefused` for a broken tree; `revision.needs_second` for numbers that leave their guard rails.
    package func activate(_ files: TreeFiles, actor: String) async throws -> RevisionID {
        if files.revision == live.id { return live.id }
        do {
            await follow()
            try await record(try guarded(try await Self.checked(files, scripts)), actor: actor)
            return files.revision
        } catch let refused as TreeRefused {
            await refuse(refused, revision: files.revision, actor: actor)
            throw refused
        } catch let needed as SecondNeeded {
            try await propose(needed, files, actor: actor)
            throw needed.problem(stillLive: live.id)
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
        let errors = await findings(revision, scripts).filter { $0.severity == .error }
        guard errors.isEmpty else { throw TreeRefused(findings: errors) }
        return revision
    }

    /// Everything that is to be said of a tree that can be read.
    static func findings(_ revision: Revision, _ scripts: ScriptPool) async -> [Finding] {
        await TreeCheck.run(revision) + PolicyCheck.run(revision, scripts: scripts)
    }

    /// Whether somebody made another revision live after this one, so that it is not to come back by itself.
    private static func wasLeft(_ revision: RevisionID, _ last: Activation, in session: Session) throws -> Bool {
        guard !automatic.contains(last.actor), last.revision != revision else { return false }
        return try session.wasLive(revision)
    }

    /// Starts with the tree on disk, unless two callers must want it and one revision is live already.
    private func begin(with revision: Revision) async throws {
        do {
            try await record(try guarded(revision), actor: "start")
            for crossing in try GuardRails.outside(livePolicies()) {
                logger.warning("a number is outside its guard rail", metadata: ["at": "\(crossing.finding)"])
            }
        } catch let needed as SecondNeeded {
            try await propose(needed, revision.files, actor: "start")
        }
    }

    private func record(_ candidate: RevisionCandidate, actor: String) async throws {
        let now = clock.now()
        let activation = try await store.transaction { try candidate.record(actor: actor, in: $0, at: now) }
        adopt(candidate.revision, by: activation)
        store.announce(.revision)
    }

    /// What was refused is not tried again until the tree changes.
    func noteRefused(_ revision: RevisionID?) { lastRefused = revision }

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
