package import AsyncHTTPClient
import Foundation
package import Messages
import NIOCore
import NIOHTTP1
import Synchronization

/// The simulated 10.3 at work: sends a plan to the postman the way 1С does, and notes what was acknowledged.
package final class Feeder: Sendable {
    /// Waits before a request is tried again; further tries come after the last of them.
    package static let pauses: [Span] = [.seconds(1), .seconds(5), .seconds(30)]

    private let client: HTTPClient
    private let clock: WallClock
    private let log: SentLog
    private let state = Mutex(FeedProgress())

    package init(log: SentLog, clock: WallClock = .system, client: HTTPClient = .shared) {
        self.log = log
        self.clock = clock
        self.client = client
    }

    /// How far the feed has come.
    package var progress: FeedProgress { state.withLock { $0 } }

    /// Forgets the last feed's figures: a new one is about to start.
    func expect() {
        state.withLock { $0 = FeedProgress() }
    }

    /// Sends the plan from its first step to its last; a cancelled feed stops where it is.
    package func run(_ order: FeedOrder) async {
        let plan = FeedPlan(seed: order.seed, count: order.count)
        state.withLock { progress in
            progress = FeedProgress()
            progress.planned = plan.messageCount
        }
        await run(plan.steps, order)
        state.withLock { $0.isDone = true }
    }

    private func run(_ steps: [FeedStep], _ order: FeedOrder) async {
        let began = clock.now()
        await withTaskGroup(of: Void.self) { group in
            for (index, step) in steps.enumerated() {
                if index >= order.inFlight { await group.next() }
                if let perSecond = order.perSecond {
                    let due = began + .seconds(1) * (Double(index) / Double(perSecond))
                    let now = clock.now()
                    if due > now { try? await clock.sleep(due - now) }
                }
                if Task.isCancelled { return }
                group.addTask { await self.send(step, order) }
            }
        }
    }

    private func send(_ step: FeedStep, _ order: FeedOrder) async {
        log.note(sent: step)
        state.withLock { $0.sent += step.messages.count }
        for attempt in 1...order.tries {
            let failure: String
            do {
                let reply = try await post(step, order)
                if !reply.isTransient { return note(reply, step) }
                failure = "ответ \(reply.status)"
            } catch {
                failure = "\(error)"
            }
            state.withLock { $0.lastFailure = failure }
            let pause = Self.pauses[min(attempt, Self.pauses.count) - 1]
            guard attempt < order.tries, (try? await clock.sleep(pause)) != nil else { break }
            state.withLock { $0.retried += 1 }
        }
        state.withLock { $0.failed += step.messages.count }
    }

    private func note(_ reply: PostmanReply, _ step: FeedStep) {
        let taken = zip(step.messages, reply.taken).filter(\.1).map(\.0)
        log.note(acknowledged: taken)
        state.withLock { progress in
            progress.acknowledged += taken.count
            progress.replayed += zip(reply.taken, reply.known).count { $0 && $1 }
            progress.failed += step.messages.count - taken.count
            if taken.count < step.messages.count { progress.lastFailure = "ответ \(reply.status)" }
        }
    }

    private func post(_ step: FeedStep, _ order: FeedOrder) async throws -> PostmanReply {
        var request = HTTPClientRequest(url: order.postman + step.path)
        request.method = .POST
        let credentials = Data((order.login + ":" + order.password).utf8).base64EncodedString()
        request.headers = [
            "Authorization": "Basic " + credentials, "Idempotency-Key": step.key, "Content-Type": step.contentType,
            "User-Agent": "1C+Enterprise/8.3",
        ]
        request.body = .bytes(ByteBuffer(bytes: step.body))
        let response = try await client.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 16 * 1024 * 1024)
        return PostmanReply(
            status: Int(response.status.code), body: Array(body.readableBytesView),
            replayed: response.headers.first(name: "Idempotent-Replayed") == "true", count: step.messages.count,
            isBatch: step.isBatch)
    }
}
