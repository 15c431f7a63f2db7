import Foundation
import Synchronization

/// One process of the product: what it was started with, what it printed, and the ways to end it.
final class Program: Sendable {
    private let command: [String]
    private let process: pid_t
    private let log: URL
    /// What waiting for the process brought; it can be waited for only once.
    private let end = Mutex<Int?>(nil)

    /// Starts the product.
    ///
    /// - Parameters:
    ///   - household: with whom it ends at the latest.
    ///   - log: where its output is kept, standard and error together.
    init(_ arguments: [String], in household: Household, variables: [String: String] = [:], log: URL) throws {
        command = arguments
        self.log = log
        let variables = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"].merging(variables) { $1 }
        process = try Spawning.start(
            [Product.binary.path] + arguments, variables.map { "\($0.key)=\($0.value)" }, output: log.path,
            group: household.group)
    }

    var isRunning: Bool { status == nil }

    /// The exit status, or the negative signal that ended it; nil while it runs.
    var status: Int? {
        end.withLock { end in
            var raw: Int32 = 0
            if end == nil, waitpid(process, &raw, WNOHANG) == process {
                let signal = Int(raw & 0x7F)
                end = signal == 0 ? Int(raw >> 8 & 0xFF) : -signal
            }
            return end
        }
    }

    /// Everything it printed so far.
    var output: String {
        (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    }

    /// Ends it as a power failure would, and returns once it is gone.
    func kill() async throws {
        signal(SIGKILL)
        _ = try await ended()
    }

    /// Stops its clock, as a hypervisor does that moves a machine.
    func freeze() {
        signal(SIGSTOP)
    }

    /// Lets it go on.
    func thaw() {
        signal(SIGCONT)
    }

    /// Asks it to end, as an operator would; does not wait.
    func tellToEnd() {
        signal(SIGTERM)
    }

    /// Waits until it ends by itself; returns its exit status.
    func ended() async throws -> Int {
        try await Patience.until("\(command) ends") { status }
    }

    private func signal(_ signal: Int32) {
        if isRunning { Foundation.kill(process, signal) }
    }
}
