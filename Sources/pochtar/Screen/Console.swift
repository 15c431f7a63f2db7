import Foundation

/// The terminal or the file that a command's answer goes to.
struct Console: Sendable {
    private let descriptor: Int32

    /// The process's standard output.
    static let output = Console(descriptor: STDOUT_FILENO)
    /// Its standard error: what is wrong with the call.
    static let error = Console(descriptor: STDERR_FILENO)

    /// Whether a person is looking at it.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Writes a line at once: whoever reads along sees it.
    func line(_ text: String = "") {
        write(text + "\n")
    }

    /// Writes text as it is.
    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
