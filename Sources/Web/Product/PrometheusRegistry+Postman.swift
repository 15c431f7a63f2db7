import Messages
package import Pipeline
import Storage

extension PrometheusRegistry {
    /// Reads queue, breakers, revision and process at each scrape. Series that are zero are there: an alarm must see
    /// that nothing waits.
    package func observe(_ postman: Postman, process: ProcessGauges) {
        collect { process.samples() }
        collect { [MetricSample("pochtar_revision_info", labels: [postman.revisions.liveID.text], value: 1)] }
        collect {
            var samples: [MetricSample] = []
            for sender in postman.senders {
                let isOpen = await sender.isBreakerOpen
                samples.append(MetricSample("pochtar_breaker_open", labels: [sender.target], value: isOpen ? 1 : 0))
            }
            return samples
        }
        collect {
            let now = postman.clock.now()
            let indexes = try await postman.store.read { try $0.nameIndexes() }
            return indexes.filter { $0.generation > 0 }.map { index in
                MetricSample(
                    "pochtar_names_age_seconds", labels: [index.target, index.type],
                    value: max(0, (now - index.beganAt).seconds))
            }
        }
        collect {
            let depths = try await postman.store.read { try $0.queueDepths() }
            return Self.samples(depths, at: postman.clock.now())
        }
        collect {
            let receivers = postman.receivers
            guard !receivers.isEmpty else { return [] }
            let depths = try await postman.store.read { try $0.feedDepths(of: receivers) }
            return Self.samples(depths, of: receivers, at: postman.clock.now())
        }
    }

    private static func samples(
        _ depths: [FeedDepth], of receivers: Set<String>, at now: Instant
    ) -> [MetricSample] {
        receivers.sorted().flatMap { receiver in
            Change.Kind.allCases.flatMap { kind in
                let depth = depths.first { $0.receiver == receiver && $0.kind == kind }
                let age = max(0, depth.map { (now - $0.oldest).seconds } ?? 0)
                let labels = [receiver, kind.rawValue]
                return [
                    MetricSample("pochtar_feed_depth", labels: labels, value: Double(depth?.count ?? 0)),
                    MetricSample("pochtar_feed_oldest_age_seconds", labels: labels, value: age),
                ]
            }
        }
    }

    private static let states = ["unsorted", "queued", "sending", "written", "parked", "refused", "dead"]

    private static func samples(_ depths: [QueueDepth], at now: Instant) -> [MetricSample] {
        Lane.allCases.flatMap { lane in
            let here = depths.filter { $0.lane == lane }
            let living = here.filter { DispatchState(rawValue: $0.state)?.isDeadLetter != true }
            let age = living.map { now - $0.oldest }.max() ?? .zero
            let parked = here.first { $0.state == DispatchState.parked.rawValue }?.count ?? 0
            return states.map { state in
                let count = here.first { $0.state == state }?.count ?? 0
                return MetricSample("pochtar_queue_depth", labels: [lane.rawValue, state], value: Double(count))
            } + [
                MetricSample("pochtar_queue_oldest_age_seconds", labels: [lane.rawValue], value: max(0, age.seconds)),
                MetricSample("pochtar_parked", labels: [lane.rawValue], value: Double(parked)),
            ]
        }
    }
}
