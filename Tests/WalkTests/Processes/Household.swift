import Foundation
import Synchronization

/// Processes that end together: at the latest with the tests, even when those crash.
///
/// A guard leads their process group. It reads from a line that only we hold, and kills the group when that breaks.
final class Household: Sendable {
    /// The process group.
    let group: pid_t
    private let line: Mutex<Int32?>

    init() throws {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw POSIXError(.EMFILE) }
        defer { close(ends[0]) }
        do {
            group = try Spawning.start(
                ["/bin/sh", "-c", "read end; kill -KILL 0"], [], input: ends[0], output: "/dev/null", group: 0)
        } catch {
            close(ends[1])
            throw error
        }
        line = Mutex(ends[1])
    }

    deinit { end() }

    /// Kills whoever is left.
    func end() {
        line.withLock { line in
            if let line { close(line) }
            line = nil
        }
        var status: Int32 = 0
        _ = waitpid(group, &status, 0)
    }
}
