import Foundation
import Synchronization

/// One child process from its start to its end.
final class ProcessLife: Sendable {
    private struct State {
        var code: Int32?
        var peakKilobytes = 0
        var waiters: [CheckedContinuation<Int32, Never>] = []
    }

    private let processID: pid_t
    private let state = Mutex(State())

    /// Starts a program; the first argument is its path.
    init(_ arguments: [String], environment: [String], output: Int32, error: Int32) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO)
        var (argv, envp) = (Self.strings(arguments), Self.strings(environment))
        defer { for string in argv + envp { free(string) } }
        var started: pid_t = 0
        let code = posix_spawn(&started, arguments[0], &actions, nil, &argv, &envp)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        processID = started
        Thread { self.reap() }.start()
    }

    /// Sends a signal, unless the process has ended.
    func end(by signal: Int32) {
        state.withLock { state in
            if state.code == nil { kill(processID, signal) }
        }
    }

    /// Waits for the end.
    func exitCode() async -> Int32 {
        await withCheckedContinuation { continuation in
            let code: Int32? = state.withLock { state in
                if state.code == nil { state.waiters.append(continuation) }
                return state.code
            }
            if let code { continuation.resume(returning: code) }
        }
    }

    /// The most memory that it held at once, in kilobytes; known once it has ended.
    var peakKilobytes: Int { state.withLock { $0.peakKilobytes } }

    /// Waits without reaping first, so that no signal is ever sent to a stranger who got the same id.
    private func reap() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
        let (code, waiters) = state.withLock { state in
            var status: Int32 = 0
            var usage = rusage()
            wait4(processID, &status, 0, &usage)
            state.peakKilobytes = Int(usage.ru_maxrss)
            let code = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
            state.code = code
            defer { state.waiters = [] }
            return (code, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: code) }
    }

    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}
