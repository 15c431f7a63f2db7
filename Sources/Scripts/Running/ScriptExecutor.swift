import Foundation

/// The thread of one worker: scripts may keep it busy without holding up anybody else's tasks.
final class ScriptExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(number: Int) {
        queue = DispatchQueue(label: "pochtar.script.\(number)")
    }

    /// Does the work on the thread, outside any task.
    func run(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
