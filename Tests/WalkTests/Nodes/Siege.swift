import Foundation
import Messages
import Stand
import Synchronization

/// A 1С that sends without rest while something happens to the store: each message under one key until it is
/// acknowledged, several under way at once.
final class Siege: Sendable {
    /// What was acknowledged, and what was answered on the way there.
    struct Outcome: Sendable {
        var acknowledged: [(letter: FeedMessage, answer: Answer)] = []
        /// Every status that came, and how often.
        var statuses: [Int: Int] = [:]
        /// Answers that are neither an acknowledgement nor a clear «come again later».
        var unclear: [String] = []
        /// The longest time without an acknowledgement.
        var longestSilence = Duration.zero

        var messages: [String] { acknowledged.compactMap { $0.answer["message_id"]?.string } }
        var letters: [FeedMessage] { acknowledged.map(\.letter) }
    }

    private struct State {
        var outcome = Outcome()
        var rest: [FeedMessage]
        var isOver = false
        var lastAcknowledged = ContinuousClock.now
    }

    private static let abreast = 6

    private let colony: Colony
    private let state: Mutex<State>

    init(_ colony: Colony) {
        self.colony = colony
        let items = colony.source.base.of(.itemGroup) + colony.source.base.of(.item)
        // First versions first: an item waits for its group.
        let letters = (1...40).flatMap { version in items.map { colony.source.letter($0, version: version) } }
        state = Mutex(State(rest: letters))
    }

    /// How many messages were acknowledged so far.
    var count: Int { state.withLock { $0.outcome.acknowledged.count } }

    /// Sends while the body runs, and sees what is under way then to its end.
    func during(_ body: (Siege) async throws -> Void) async throws -> Outcome {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.abreast { group.addTask { try await self.send() } }
            do {
                try await body(self)
            } catch {
                group.cancelAll()
                throw error
            }
            state.withLock { $0.isOver = true }
            try await group.waitForAll()
        }
        return state.withLock { $0.outcome }
    }

    /// Waits until so many more messages are acknowledged.
    func more(_ number: Int) async throws {
        let wanted = count + number
        try await Patience.until("\(number) more messages are acknowledged") { count >= wanted }
    }

    private func send() async throws {
        while let letter = next() {
            let answer = try await Patience.until("\(letter.witness.text) is acknowledged") {
                let answer = try await colony.source.send(letter, key: letter.witness.text)
                note(answer)
                return answer.status == 202 || answer.status == 200 ? answer : nil
            }
            state.withLock { state in
                let now = ContinuousClock.now
                state.outcome.longestSilence = max(state.outcome.longestSilence, now - state.lastAcknowledged)
                state.lastAcknowledged = now
                state.outcome.acknowledged.append((letter, answer))
            }
        }
    }

    private func next() -> FeedMessage? {
        state.withLock { $0.isOver || $0.rest.isEmpty ? nil : $0.rest.removeFirst() }
    }

    private func note(_ answer: Answer) {
        let isClear =
            [200, 202].contains(answer.status)
            || (answer.status == 503 && answer[header: "Retry-After"] != nil)
            || (answer.status == 409 && answer["code"] == "conflict.in_progress")
        state.withLock { state in
            state.outcome.statuses[answer.status, default: 0] += 1
            if !isClear { state.outcome.unclear.append("\(answer)") }
        }
    }
}
