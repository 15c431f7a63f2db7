import Messages
import Pipeline
import Scripts
import Storage
import Web

extension PostOffice {
    /// Adds what is computed at each scrape: the queue, the breakers, the revision, the process.
    func collectGauges() {
        let (store, clock, postman, revisions) = (store, clock, postman, revisions)
        let process = ProcessGauges(version: Pochtar.version, startedAt: clock.now())
        registry.collect { process.samples() }
        registry.collect { [MetricSample("pochtar_revision_info", labels: [revisions.live.id.text], value: 1)] }
        registry.collect {
            var samples: [MetricSample] = []
            for sender in postman.senders {
                let isOpen = await sender.isBreakerOpen
                samples.append(
                    MetricSample("pochtar_breaker_open", labels: [sender.target], value: isOpen ? 1 : 0))
            }
            return samples
        }
        registry.collect {
            let depths = try await store.read { try $0.queueDepths() }
            return Self.samples(depths, now: clock.now())
        }
    }

    /// Every lane is always told, so that an empty queue reads as 0 and not as missing.
    private static func samples(_ depths: [QueueDepth], now: Instant) -> [MetricSample] {
        let counted = depths.map {
            MetricSample("pochtar_queue_depth", labels: [$0.lane.rawValue, $0.state], value: Double($0.count))
        }
        let perLane = Lane.allCases.flatMap { lane -> [MetricSample] in
            let own = depths.filter { $0.lane == lane }
            let parked = own.first { $0.state == DispatchState.parked.rawValue }?.count ?? 0
            let moving = own.filter { $0.state != DispatchState.refused.rawValue && $0.state != DispatchState.dead.rawValue }
            let age = moving.map { now - $0.oldest }.max() ?? .zero
            return [
                MetricSample("pochtar_parked", labels: [lane.rawValue], value: Double(parked)),
                MetricSample("pochtar_queue_oldest_age_seconds", labels: [lane.rawValue], value: max(0, age.seconds)),
            ]
        }
        return counted + perLane
    }
}
