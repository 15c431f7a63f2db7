import Foundation
import Synchronization

/// Where log lines go, each of them whole. What comes while a line is being written is written with it, in one go, by
/// whoever is writing.
final class LogSink: Sendable {
    private let gathered = Mutex((bytes: [UInt8](), isWriting: false))
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
    func line(_ line: [UInt8]) {
        let isFirst = gathered.withLock { gathered in
            gathered.bytes.append(contentsOf: line)
            gathered.bytes.append(0x0A)
            defer { gathered.isWriting = true }
            return !gathered.isWriting
        }
        guard isFirst else { return }
        while let bytes = next() { write(bytes) }
    }

    /// What has gathered; nil when that is nothing, and writing has ended.
    private func next() -> [UInt8]? {
        gathered.withLock { gathered in
            guard !gathered.bytes.isEmpty else {
                gathered.isWriting = false
                return nil
            }
            defer { gathered.bytes = [] }
            return gathered.bytes
        }
    }
}
