import CPostgres
import Foundation
import Synchronization

/// Runs an actor on a thread of its own, so that waiting for a socket holds up no task but the actor's.
///
/// The thread ends with the executor, once its last job is done.
final class ThreadExecutor: SerialExecutor {
    private let desk = Desk()

    /// - Parameter name: what the system's tools show; they cut it at 15 bytes.
    init(name: String) {
        Thread { [desk] in
            // Foundation does not name a thread that begins before its starter has noted it.
            pochtar_name_thread(name)
            desk.work()
        }.start()
    }

    deinit { desk.stop() }

    func enqueue(_ job: consuming ExecutorJob) {
        desk.add(Work(job: UnownedJob(job), executor: self))
    }

    /// A job, and the executor that must live as long as the job runs.
    private struct Work: Sendable {
        let job: UnownedJob
        let executor: ThreadExecutor

        func run() { job.runSynchronously(on: executor.asUnownedSerialExecutor()) }
    }

    /// What the thread and those who give it work share.
    private final class Desk: Sendable {
        private let state = Mutex((works: [Work](), isStopped: false))
        private let bell = ThreadBell()

        func add(_ work: Work) {
            let isFirst = state.withLock { state in
                state.works.append(work)
                return state.works.count == 1
            }
            if isFirst { bell.ring() }
        }

        func stop() {
            state.withLock { $0.isStopped = true }
            bell.ring()
        }

        func work() {
            while true {
                let (works, isStopped) = state.withLock { state in
                    defer { state.works = [] }
                    return state
                }
                for work in works { work.run() }
                guard works.isEmpty else { continue }
                if isStopped { return }
                bell.wait()
            }
        }
    }
}
