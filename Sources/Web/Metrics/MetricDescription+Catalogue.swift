extension MetricDescription {
    private static let requestBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1, 2.5, 5, 10]
    /// The plan's deadlines are 60, 120 and 180 s; it warns at 10 minutes and alarms at 30.
    private static let delayBuckets: [Double] = [1, 5, 10, 30, 60, 120, 180, 600, 1800]

    /// Every metric the postman has. Other rooms count by these names and labels through `any MetricsFactory`.
    package static let catalogue: [MetricDescription] = traffic + walk + queue + process

    private static let traffic: [MetricDescription] = [
        .init("http_requests_total", .counter, ["method", "path", "status_code"], help: "Requests answered."),
        .init(
            "http_request_duration_seconds", .histogram(requestBuckets), ["method", "path", "status_code"],
            help: "Time from a request's head to its answer."),
    ]

    private static let walk: [MetricDescription] = [
        .init("pochtar_accepted_total", .counter, ["source", "type"], help: "Messages made durable."),
        .init("pochtar_replayed_total", .counter, ["caller"], help: "Stored replies given again under their key."),
        .init(
            "pochtar_duplicates_total", .counter, ["kind"],
            help: "Versions that came again or too late: duplicate, differs, stale."
        ),
        .init(
            "pochtar_conflicts_total", .counter, ["kind"], help: "Idempotency keys refused: mismatch or in_progress."),
        .init("pochtar_sorted_total", .counter, ["outcome"], help: "Messages sorted, by what became of them."),
        .init(
            "pochtar_escalated_total", .counter, ["target"],
            help: "Waits that lasted longer than they may; with the target followups, what nobody has answered in time."
        ),
        .init(
            "pochtar_attempts_total", .counter, ["target", "outcome"], help: "Tries to send a dispatch, by outcome."),
        .init(
            "pochtar_delta_delay_seconds", .histogram(delayBuckets), ["kind"],
            help: "Time from the acceptance of a change to its confirmation by the target."),
        .init(
            "pochtar_delta_late_total", .counter, ["kind"],
            help: "Changes that were confirmed later than policies/sla.yaml promises."),
        .init(
            "pochtar_revision_refused_total", .counter, help: "Trees that were refused; the last good one stays live."),
        .init("pochtar_revision_info", .gauge, ["revision"], help: "Always 1, labelled with the live revision."),
    ]

    private static let queue: [MetricDescription] = [
        .init("pochtar_queue_depth", .gauge, ["lane", "state"], help: "Dispatches on their way, by lane and state."),
        .init("pochtar_queue_oldest_age_seconds", .gauge, ["lane"], help: "Age of the oldest undelivered dispatch."),
        .init("pochtar_parked", .gauge, ["lane"], help: "Dispatches that wait for something they refer to."),
        .init(
            "pochtar_names_age_seconds", .gauge, ["target", "type"],
            help: "How long ago the target's names were read that lookalikes are looked for among."),
        .init(
            "pochtar_feed_depth", .gauge, ["target", "kind"], help: "What waits for a system to come for it, by kind."),
        .init(
            "pochtar_feed_oldest_age_seconds", .gauge, ["target", "kind"],
            help: "Age of the oldest thing that a system has not come for, or not acknowledged."),
        .init("pochtar_breaker_open", .gauge, ["target"], help: "1 while nothing is sent to the target but probes."),
    ]

    private static let process: [MetricDescription] = [
        .init("process_cpu_seconds_total", .counter, help: "Processor time used, user and system."),
        .init("process_resident_memory_bytes", .gauge, help: "Resident memory."),
        .init("process_virtual_memory_bytes", .gauge, help: "Virtual memory."),
        .init("process_open_fds", .gauge, help: "Open file descriptors."),
        .init("process_start_time_seconds", .gauge, help: "When the process started, in seconds since 1970."),
        .init("pochtar_build_info", .gauge, ["version"], help: "Always 1, labelled with the version of the build."),
        .init("pochtar_scrape_failures_total", .counter, help: "Groups of gauges that could not be read at a scrape."),
    ]
}
