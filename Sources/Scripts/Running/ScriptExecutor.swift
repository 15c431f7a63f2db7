import Foundation

/// The thread of one worker: scripts may keep it busy without holding up anybody else's tasks.
final class ScriptExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(number: Int) {
        queue = DispatchQueue(label: "pochtar.script.\(number)")
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
