package import Messages
package import Metrics

/// What the pipeline counts. The factory comes in from outside; nothing is registered globally.
package struct Meters: Sendable {
    private let factory: any MetricsFactory

    package init(factory: any MetricsFactory) {
        self.factory = factory
    }

    /// A message became durable.
    package func accepted(source: String, type: String) {
        count("pochtar_accepted_total", [("source", source), ("type", type)])
    }

    /// A version came again, or an older one (`kind`: duplicate, differs, stale).
    package func duplicate(_ kind: String) {
        count("pochtar_duplicates_total", [("kind", kind)])
    }

    /// One try to send ended so.
    package func attempt(target: String, outcome: String) {
        count("pochtar_attempts_total", [("target", target), ("outcome", outcome)])
    }

    /// A message was mapped, or why not (`outcome` as in the sorting table).
    package func sorted(outcome: String) {
        count("pochtar_sorted_total", [("outcome", outcome)])
    }

    /// From the accept to the target's confirmation; what took longer than was promised is counted besides.
    package func delay(lane: Lane, _ span: Span, promised sla: SLAPlan) {
        let kind = lane == .catalogs ? "nsi" : lane.rawValue
        Recorder(
            label: "pochtar_delta_delay_seconds", dimensions: [("kind", kind)], aggregate: true, factory: factory
        ).record(span.seconds)
        if let promised = sla.delta(of: lane), span > promised { count("pochtar_delta_late_total", [("kind", kind)]) }
    }

    /// A wait lasted longer than it may.
    package func escalated(target: String) {
        count("pochtar_escalated_total", [("target", target)])
    }

    /// A tree on disk or an upload was refused.
    package func revisionRefused() {
        count("pochtar_revision_refused_total", [])
    }

    private func count(_ label: String, _ dimensions: [(String, String)]) {
        Counter(label: label, dimensions: dimensions, factory: factory).increment()
    }
}
