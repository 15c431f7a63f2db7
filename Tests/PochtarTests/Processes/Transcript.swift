import Foundation
import Synchronization

/// What a process wrote so far; whoever waits for something in it is woken when it comes, or when nothing more will.
final class Transcript: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isOver = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// What the process writes to; closed here once the process has it.
    let writer: Int32

    private let reader: Int32
    private let state = Mutex(State())

    init() {
        var ends: [Int32] = [0, 0]
        // Closed on exec from its birth on: processes started at the same time must not hold these ends open.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        precondition(socketpair(AF_UNIX, kind, 0, &ends) == 0, "a pair of sockets is to be had")
        (reader, writer) = (ends[0], ends[1])
    }

    /// Begins to read, in a thread of its own.
    func begin() {
        close(writer)
        Thread {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(self.reader, &buffer, buffer.count)
                if count < 0 && errno == EINTR { continue }
                self.add(buffer.prefix(max(0, count)))
                guard count > 0 else { break }
            }
            close(self.reader)
        }.start()
    }

    /// All that was written, once the process has closed its end.
    var whole: String {
        get async {
            await wait { _ in false }
            return String(decoding: state.withLock { $0.bytes }, as: UTF8.self)
        }
    }

    /// The first line with these words; nil when the process ended without one.
    func line(with words: String) async -> String? {
        await wait { $0.contains { $0.contains(words) } }
        return state.withLock { Self.lines($0.bytes) }.first { $0.contains(words) }.map(String.init)
    }

    private func wait(until isThere: ([Substring]) -> Bool) async {
        while state.withLock({ !$0.isOver && !isThere(Self.lines($0.bytes)) }) {
            let seen = state.withLock { $0.bytes.count }
            await withCheckedContinuation { continuation in
                let hasMore = state.withLock { state in
                    if state.isOver || state.bytes.count > seen { return true }
                    state.waiters.append(continuation)
                    return false
                }
                if hasMore { continuation.resume() }
            }
        }
    }

    /// The lines that have ended.
    private static func lines(_ bytes: [UInt8]) -> [Substring] {
        let end = bytes.lastIndex(of: 0x0A) ?? 0
        return String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n")
    }

    private func add(_ bytes: ArraySlice<UInt8>) {
        let waiters = state.withLock { state in
            state.bytes += bytes
            state.isOver = bytes.isEmpty
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
