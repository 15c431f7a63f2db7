import Foundation
import Synchronization

/// Where log lines go; a line is written whole, whoever else is writing.
final class LogSink: Sendable {
    private let gate = Mutex<Void>(())
    private let write: @Sendable ([UInt8]) -> Void

    init(write: @escaping @Sendable ([UInt8]) -> Void) {
        self.write = write
    }

    /// The process's standard error.
    static let standardError = LogSink { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    /// Writes one line; the line break is added.
    func line(_ text: String) {
        let bytes = Array(text.utf8) + [0x0A]
        gate.withLock { _ in write(bytes) }
    }
}
