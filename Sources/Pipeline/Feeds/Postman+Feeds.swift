package import Messages
import Scripts
package import Storage

extension Postman {
    /// Hands a system that comes itself the next page of what is for it; what it was given before is acknowledged by
    /// the cursor that it brings.
    ///
    /// - Throws: `not_found` for a system that does not come itself, `conflict.state` for an unknown cursor.
    package func changes(_ request: FeedRequest) async throws -> FeedPage {
        let live = revisions.live
        guard live.receivers.contains(request.receiver) else { throw Self.noFeed(request.receiver, live.receivers) }
        let clock = clock
        let page = try await store.transaction { session in
            try FeedTurn(request: request, retry: live.retry, receivers: live.receivers, at: clock.now())
                .run(in: session)
        }
        let now = clock.now()
        for end in page.ended {
            meters.attempt(target: request.receiver, outcome: "confirmed")
            meters.delay(lane: end.lane, now - end.receivedAt, promised: live.sla)
        }
        if !page.ended.isEmpty { wake() }
        return page
    }

    /// Writes down that a system cannot take one item of its page; returns what it was.
    package func refuse(_ refusal: FeedRefusal, in session: Session, at now: Instant) throws -> Change {
        try refusal.run(in: session, retry: revisions.live.retry, at: now)
    }

    /// The systems that come themselves under the live revision.
    package var receivers: Set<String> { revisions.live.receivers }

    private static func noFeed(_ system: String, _ receivers: Set<String>) -> Problem {
        let known = receivers.sorted().joined(separator: ", ")
        return Problem(
            .notFound,
            "Системе «\(system)» забирать нечего: ленты для неё нет. "
                + (known.isEmpty ? "Нужен plugins/*/plugin.yaml с kind: feed." : "Ленты есть у: \(known)."))
    }
}
