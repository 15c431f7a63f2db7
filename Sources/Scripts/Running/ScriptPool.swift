package import Foundation
package import Messages
import Synchronization

/// Runs scripts of any revision on a fixed number of Lua states, however many mappings there are. A run waits for a
/// free state; it never waits on a thread of Swift's own pool.
///
/// Runs that wait are taken by whichever worker is free next, one after the other and without a change of threads
/// between them.
package final class ScriptPool: Sendable {
    /// One run, on the thread of the worker that takes it.
    typealias Job = @Sendable (isolated ScriptWorker) -> Void

    private struct Desk {
        var idle: [ScriptWorker]
        var waiting: ArraySlice<Job> = []
    }

    private let desk: Mutex<Desk>
    /// Where the office is: what `ctx.now` is local to, and where days begin.
    package let zone: TimeZone

    /// - Parameters:
    ///   - workers: how many scripts may run at once.
    ///   - zone: what `ctx.now` is local to.
    ///   - isWatching: keeps which lines run, for a workbench; runs are slower.
    package init(
        workers: Int, zone: TimeZone = .current, limits: ScriptLimits = ScriptLimits(), isWatching: Bool = false
    ) {
        precondition(workers > 0, "scripts need somebody to run them")
        desk = Mutex(Desk(idle: (0..<workers).map { ScriptWorker(number: $0, limits: limits, isWatching: isWatching) }))
        self.zone = zone
    }

    /// Maps one message; a deletion is the empty set of objects, and `map` is not called.
    package func map(
        _ mapping: Mapping, of revision: Revision, message: MappingInput, now: Instant
    ) async throws(ScriptFault) -> MappingResult {
        guard message.operation == .upsert else {
            return MappingResult(outcome: .objects([]), unread: [], trace: [], instructions: 0)
        }
        let (tree, now) = (revision.tree, local(now))
        return try await run { worker throws(ScriptFault) in
            try worker.map(mapping, of: tree, message: message, now: now)
        }
    }

    /// Calls a function of a plugin's handler: a pure function from JSON to JSON.
    package func call(
        _ plugin: Plugin, of revision: Revision, function: String, _ arguments: [JSON]
    ) async throws(ScriptFault) -> JSON {
        let (unit, tree) = (plugin.unit, revision.tree)
        return try await run { worker throws(ScriptFault) in
            try worker.call(unit, of: tree, function: function, arguments)
        }
    }

    /// What each rule's kind says of each step's facts: `{case, values}` as its `judge` returned it, in the order of
    /// the questions. One state judges all.
    package func judge(
        _ inquiries: [RuleInquiry], of revision: Revision
    ) async -> [[Result<JSON, ScriptFault>]] {
        let tree = revision.tree
        do throws(ScriptFault) {
            return try await run { worker throws(ScriptFault) in
                inquiries.map { inquiry in
                    inquiry.questions.map { question in
                        Result { () throws(ScriptFault) in
                            try worker.call(
                                question.kind.unit, of: tree, function: "judge",
                                text: question.arguments(inquiry.facts))
                        }
                    }
                }
            }
        } catch {
            return inquiries.map { $0.questions.map { _ in .failure(error) } }
        }
    }

    /// Bytes that each idle state holds.
    package func usedMemory() async -> [Int] {
        var used: [Int] = []
        for worker in desk.withLock({ $0.idle }) { used.append(await worker.used) }
        return used
    }

    /// The next run for a worker; one that gets none is idle from then on.
    func next(for worker: ScriptWorker) -> Job? {
        desk.withLock { desk in
            if let job = desk.waiting.popFirst() { return job }
            desk.idle.append(worker)
            return nil
        }
    }

    private func run<Answer: Sendable>(
        _ body: @escaping @Sendable (isolated ScriptWorker) throws(ScriptFault) -> Answer
    ) async throws(ScriptFault) -> Answer {
        let result: Result<Answer, ScriptFault> = await withCheckedContinuation { continuation in
            submit { worker in
                do throws(ScriptFault) {
                    continuation.resume(returning: .success(try body(worker)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private func submit(_ job: @escaping Job) {
        let free = desk.withLock { desk in
            desk.waiting.append(job)
            return desk.idle.popLast()
        }
        free?.begin(for: self)
    }

    /// `2026-11-27T09:30:00` in the pool's zone.
    private func local(_ now: Instant) -> String {
        String(now.local(in: zone).rfc3339.prefix(19))
    }
}
