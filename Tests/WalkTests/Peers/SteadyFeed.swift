import Messages
import Stand
import Synchronization

/// A 1С that never stops: sends object after object, one at a time, and begins anew with their next versions when all
/// were sent.
final class SteadyFeed: Sendable {
    /// One message that was answered with 202.
    struct Sending: Sendable {
        let letter: FeedMessage
        let message: String
        /// The revision that the answer names.
        let revision: String
    }

    private struct State {
        var sendings: [Sending] = []
        var isPaused = false
        var isStopped = false
        var isUnderWay = false
    }

    private let source: Source1C
    private let objects: [Object103]
    private let state = Mutex(State())

    init(_ source: Source1C, of objects: [Object103]) {
        self.source = source
        self.objects = objects
    }

    /// All messages so far, in their order.
    var sendings: [Sending] { state.withLock { $0.sendings } }

    /// Sends while the body runs.
    func running(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.run() }
            do {
                try await body()
            } catch {
                group.cancelAll()
                throw error
            }
            state.withLock { $0.isStopped = true }
            try await group.waitForAll()
        }
    }

    /// The next so many messages that are sent from now on.
    func next(_ count: Int) async throws -> [Sending] {
        let past = sendings.count
        return try await Patience.until("\(count) more messages are accepted") {
            let sendings = sendings
            // The first of them may have been under way before.
            return sendings.count > past + count ? Array(sendings[(past + 1)...]) : nil
        }
    }

    /// The first message from now on that fits.
    func next(_ wish: String, where fits: (Sending) -> Bool) async throws -> Sending {
        let past = sendings.count
        return try await Patience.until(wish) { sendings.dropFirst(past).first(where: fits) }
    }

    /// Runs the body while nothing is under way.
    func pausing(_ body: () async throws -> Void) async throws {
        state.withLock { $0.isPaused = true }
        try await Patience.until("the feed stands still") { state.withLock { !$0.isUnderWay } }
        try await body()
        state.withLock { $0.isPaused = false }
    }

    private func run() async throws {
        var count = 0
        while !state.withLock({ $0.isStopped }) {
            let goes = state.withLock { state in
                state.isUnderWay = !state.isPaused
                return state.isUnderWay
            }
            if goes {
                defer { state.withLock { $0.isUnderWay = false } }
                try await send(objects[count % objects.count], version: count / objects.count + 1)
                count += 1
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func send(_ object: Object103, version: Int) async throws {
        let letter = source.letter(object, version: version)
        let answer = try await source.send(letter)
        guard answer.status == 202, let message = answer["message_id"]?.string,
            let revision = answer[header: "Pochtar-Revision"]
        else { throw Problem(.internalError, "\(answer)") }
        state.withLock { $0.sendings.append(Sending(letter: letter, message: message, revision: revision)) }
    }
}
