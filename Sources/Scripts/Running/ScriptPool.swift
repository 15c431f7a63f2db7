package import Foundation
package import Messages
import Synchronization

/// Runs scripts of any revision on a fixed number of Lua states, however many mappings there are. A run waits for a
/// free state; it never waits on a thread of Swift's own pool.
package final class ScriptPool: Sendable {
    private struct Desk {
        var idle: [ScriptWorker]
        var waiting: [CheckedContinuation<ScriptWorker, Never>] = []
    }

    private let desk: Mutex<Desk>
    private let zone: TimeZone

    /// - Parameters:
    ///   - workers: how many scripts may run at once.
    ///   - zone: what `ctx.now` is local to.
    package init(workers: Int, zone: TimeZone = .current, limits: ScriptLimits = ScriptLimits()) {
        precondition(workers > 0, "scripts need somebody to run them")
        desk = Mutex(Desk(idle: (0..<workers).map { ScriptWorker(number: $0, limits: limits) }))
        self.zone = zone
    }

    /// Maps one message; a deletion is the empty set of objects, and `map` is not called.
    package func map(
        _ mapping: Mapping, of revision: Revision, message: MappingInput, now: Instant
    ) async throws(ScriptFault) -> MappingResult {
        guard message.operation == .upsert else {
            return MappingResult(outcome: .objects([]), unread: [], trace: [], instructions: 0)
        }
        let worker = await worker()
        defer { release(worker) }
        return try await worker.map(mapping, of: revision.tree, message: message, now: local(now))
    }

    /// Calls a function of a plugin's handler: a pure function from JSON to JSON.
    package func call(
        _ plugin: Plugin, of revision: Revision, function: String, _ arguments: [JSON]
    ) async throws(ScriptFault) -> JSON {
        let worker = await worker()
        defer { release(worker) }
        return try await worker.call(plugin.unit, of: revision.tree, function: function, arguments)
    }

    /// Bytes that each idle state holds.
    package func usedMemory() async -> [Int] {
        var used: [Int] = []
        for worker in desk.withLock({ $0.idle }) { used.append(await worker.used) }
        return used
    }

    /// `2026-11-27T09:30:00` in the pool's zone.
    private func local(_ now: Instant) -> String {
        let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
        let shifted = now + .seconds(Int64(zone.secondsFromGMT(for: date)))
        return String(shifted.rfc3339.prefix(19))
    }

    private func worker() async -> ScriptWorker {
        await withCheckedContinuation { continuation in
            let free: ScriptWorker? = desk.withLock { desk in
                if let worker = desk.idle.popLast() { return worker }
                desk.waiting.append(continuation)
                return nil
            }
            if let free { continuation.resume(returning: free) }
        }
    }

    private func release(_ worker: ScriptWorker) {
        let next: CheckedContinuation<ScriptWorker, Never>? = desk.withLock { desk in
            if !desk.waiting.isEmpty { return desk.waiting.removeFirst() }
            desk.idle.append(worker)
            return nil
        }
        next?.resume(returning: worker)
    }
}
