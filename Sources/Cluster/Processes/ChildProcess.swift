package import Foundation
import Synchronization

/// One child process from its start to its end.
///
/// The thread that starts a child also waits for it: the kernel's signal at a parent's death is sent when that thread
/// ends, not the process, and the threads of tasks come and go.
package final class ChildProcess: Sendable {
    private struct State {
        var code: Int32?
        var waiters: [CheckedContinuation<Int32, Never>] = []
    }

    /// The id; nobody else gets it before the end was noticed here.
    package let processID: pid_t
    private let state = Mutex(State())

    private init(processID: pid_t) {
        self.processID = processID
    }

    /// Starts a program and returns once it is there.
    static func start(_ command: ChildCommand) async throws -> ChildProcess {
        try await withCheckedThrowingContinuation { continuation in
            Thread {
                do {
                    let child = ChildProcess(processID: try command.spawn())
                    continuation.resume(returning: child)
                    child.reap()
                } catch {
                    continuation.resume(throwing: error)
                }
            }.start()
        }
    }

    /// Starts a program that the kernel kills when we are gone; what it says goes to the end of a file.
    package static func start(
        _ arguments: [String], variables: [String: String] = [:], log: URL
    ) async throws -> ChildProcess {
        try await start(
            ChildCommand(
                arguments: ClusterAccount.guarded(arguments), variables: variables, output: log.path, error: log.path))
    }

    /// The exit code, or the negative number of the signal that ended it; nil while it runs.
    package var exitCode: Int32? {
        state.withLock { $0.code }
    }

    /// Seconds on a core so far, without its children; 0 once it has ended.
    package var cpuSeconds: Double {
        ProcessTable.entry(processID)?.ownSeconds ?? 0
    }

    /// Memory that it has, in bytes; 0 once it has ended.
    package var residentBytes: Int {
        ProcessTable.residentBytes(of: processID)
    }

    /// The most memory that it has had, in bytes; 0 once it has ended.
    package var peakBytes: Int {
        ProcessTable.peakBytes(of: processID)
    }

    /// Sends a signal, unless the process has ended.
    package func send(_ signal: Int32) {
        state.withLock { state in
            if state.code == nil { kill(processID, signal) }
        }
    }

    /// Ends it and the children it has, before it can start others.
    func killFamily() {
        send(SIGSTOP)
        let children = exitCode == nil ? ProcessTable.children(of: processID) : []
        send(SIGKILL)
        for child in children { kill(child, SIGKILL) }
        while children.contains(where: ProcessTable.runs) || exitCode == nil { usleep(1000) }
    }

    /// Waits for the end; the exit code, or the negative number of the signal.
    @discardableResult
    package func ended() async -> Int32 {
        await withCheckedContinuation { continuation in
            let code: Int32? = state.withLock { state in
                if state.code == nil { state.waiters.append(continuation) }
                return state.code
            }
            if let code { continuation.resume(returning: code) }
        }
    }

    /// Waits without reaping first, so that no signal is ever sent to a stranger who got the same id.
    private func reap() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
        let (code, waiters) = state.withLock { state in
            var status: Int32 = 0
            waitpid(processID, &status, 0)
            let code = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
            state.code = code
            defer { state.waiters = [] }
            return (code, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: code) }
    }
}
