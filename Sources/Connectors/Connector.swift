package import Logging
package import Messages
package import Scripts

/// Hands one dispatch to one system and says what came of it: the plugin's script says what to ask and what an answer
/// means, Swift sends.
///
/// Cheap to make: one per revision and target, over a `PeerClient` that outlives revisions.
package struct Connector: Sendable {
    /// How many requests one delivery may take.
    package static let stepLimit = 12

    let plugin: Plugin
    let revision: Revision
    let scripts: ScriptPool
    let peer: PeerClient
    let clock: WallClock
    let logger: Logger
    /// A delivery starts no request when it has used up this much time: its lease must not run out under way (E-20).
    let timeLimit: Span

    package init(
        plugin: Plugin, revision: Revision, scripts: ScriptPool, peer: PeerClient, clock: WallClock = .system,
        logger: Logger
    ) {
        self.plugin = plugin
        self.revision = revision
        self.scripts = scripts
        self.peer = peer
        self.clock = clock
        self.logger = logger
        timeLimit = revision.retry.lease - revision.retry.requestTimeout
    }

    /// Delivers, however many requests that takes; every failure is an outcome.
    ///
    /// - Parameters:
    ///   - adopt: claims an object that was in the target before us.
    ///   - liken: looks for objects that look like the job's.
    package func deliver(
        _ job: ConnectorJob,
        adopt: @escaping Adoption = { references, _ in references.first.map { .ours(reference: $0) } },
        liken: @escaping Likening = { _ in Resemblance.none }
    ) async -> ConnectorReport {
        // A node that slept in between, and wakes when the job is somebody else's, must not go on with it.
        let began = job.claimedAt ?? clock.now()
        var steps: [ConnectorStep] = []
        let outcome = await outcome(of: job, since: began, adopt, liken, recording: &steps)
        log(job, outcome, steps)
        return ConnectorReport(outcome: outcome, steps: steps)
    }

    private func outcome(
        of job: ConnectorJob, since began: Instant, _ adopt: Adoption, _ liken: Likening,
        recording steps: inout [ConnectorStep]
    ) async -> ConnectorOutcome {
        let filled: ConnectorJob
        switch await fill(job.fields, since: began, recording: &steps) {
        case .failure(let unfilled): return unfilled.outcome
        case .success(let fields): filled = job.with(fields)
        }
        switch await walk("start", filled.dispatch, since: began, adopt: adopt, liken: liken, recording: &steps) {
        case .outcome(let outcome): return outcome
        case .found: return misplaced("found", "find", not: "start")
        case .listing: return misplaced("listed", "list", not: "start")
        }
    }

    /// An answer that answers another question.
    func misplaced(_ answer: String, _ question: String, not asked: String) -> ConnectorOutcome {
        .refused(
            reason: "коннектор \(plugin.name) ответил непонятно",
            detail: "plugins/\(plugin.name)/handler.lua: \(answer) бывает ответом на \(question), а не на \(asked)",
            field: nil)
    }

    /// Sends one request and writes it into the steps.
    func send(_ request: PeerRequest, recording steps: inout [ConnectorStep]) async -> PeerAnswer {
        let sent = clock.now()
        let answer = await peer.send(request)
        steps.append(
            ConnectorStep(
                method: request.method, path: request.path, status: answer.status, fault: answer.fault?.rawValue,
                milliseconds: (clock.now() - sent).milliseconds))
        return answer
    }

    /// - Parameter left: how many more requests may be sent.
    func exhausted(_ left: Int, since began: Instant) -> ConnectorOutcome? {
        if left <= 0 {
            return .refused(
                reason: "коннектор \(plugin.name) не закончил за \(Self.stepLimit) запросов",
                detail: "plugins/\(plugin.name)/handler.lua: next() всё время возвращает новый запрос", field: nil)
        }
        if clock.now() - began > timeLimit {
            return .later(after: nil, reason: "система отвечает слишком медленно", class: .timeout)
        }
        return nil
    }

    func ask(_ function: String, _ arguments: [JSON]) async -> ConnectorTurn {
        do {
            let answer = try await scripts.call(plugin, of: revision, function: function, arguments)
            return ConnectorTurn(answer, of: plugin.name, function)
        } catch {
            let reason = "сбой скрипта коннектора \(plugin.name)"
            return .outcome(.refused(reason: reason, detail: Self.explain(error), field: nil))
        }
    }

    /// A script's fault with its place, for the integrator.
    static func explain(_ fault: ScriptFault) -> String {
        "\(fault.file):\(fault.line): \(fault.message)"
    }

    private func log(_ job: ConnectorJob, _ outcome: ConnectorOutcome, _ steps: [ConnectorStep]) {
        logger.debug(
            "delivered",
            metadata: [
                "dispatch": "\(job.dispatchID)", "type": "\(job.type.name)", "outcome": "\(outcome.kind)",
                "requests": "\(steps.count)", "ms": "\(steps.reduce(0) { $0 + $1.milliseconds })",
            ])
    }
}
