import Foundation
import Messages
import Synchronization

extension FaultBoard {
    /// How many requests are held now.
    package var held: Int { state.withLock { $0.held.count } }

    /// Lets every held request go; answers how many there were.
    @discardableResult package func release(_ release: Release = .answer) -> Int {
        let held = state.withLock { state in
            let held = state.held
            state.held = [:]
            return held
        }
        for continuation in held.values { continuation.resume(returning: release) }
        return held.count
    }

    /// Waits until at least so many requests are held at once; throws when the waiting task is cancelled.
    package func untilHeld(atLeast count: Int = 1) async throws {
        let id = UUID()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (resume: CheckedContinuation<Void, any Error>) in
                let isCancelled = Task.isCancelled
                let now: Bool = state.withLock { state in
                    if isCancelled || state.held.count >= count { return true }
                    state.watchers[id] = Watcher(atLeast: count, resume: resume)
                    return false
                }
                if isCancelled { resume.resume(throwing: CancellationError()) } else if now { resume.resume() }
            }
        } onCancel: {
            let watcher = state.withLock { $0.watchers.removeValue(forKey: id) }
            watcher?.resume.resume(throwing: CancellationError())
        }
    }

    /// Holds the caller until somebody releases it; a cancelled caller is dropped.
    func hold() async -> Release {
        let id = UUID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Release, Never>) in
                let isRefused = Task.isCancelled
                let ready: [Watcher]? = state.withLock { state in
                    guard !isRefused, state.held.count < Self.holdLimit else { return nil }
                    state.held[id] = continuation
                    let due = state.watchers.filter { $0.value.atLeast <= state.held.count }
                    for key in due.keys { state.watchers[key] = nil }
                    return Array(due.values)
                }
                guard let ready else { return continuation.resume(returning: .drop) }
                for watcher in ready { watcher.resume.resume() }
            }
        } onCancel: {
            let continuation = state.withLock { $0.held.removeValue(forKey: id) }
            continuation?.resume(returning: .drop)
        }
    }
}
