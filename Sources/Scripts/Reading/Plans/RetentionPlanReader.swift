import Messages
import YAML

/// Reads `policies/retention.yaml`: what the launch plan promises may be kept longer and not shorter, coordinates
/// shorter and not longer.
enum RetentionPlanReader {
    private static let longest = Span.days(3650)

    static func read(_ document: YAMLDocument) throws(YAMLFaults) -> RetentionPlan {
        try document.read { root in
            let journal = root.required("journal").flatMap {
                atLeast(RetentionPlan.leastJournal, "90d", "записи журнала обмена", $0)
            }
            let events = root.required("task_events").flatMap {
                atLeast(RetentionPlan.leastTaskEvents, "180d", "события курьеров", $0)
            }
            let keys = root.required("idempotency_keys").flatMap {
                atLeast(RetentionPlan.leastIdempotencyKeys, "72h", "ответы под ключами идемпотентности", $0)
            }
            let coordinates = root.required("coordinates").flatMap { Self.coordinates($0) }
            guard let journal, let events, let keys, let coordinates else { return nil }
            return RetentionPlan(journal: journal, taskEvents: events, idempotencyKeys: keys, coordinates: coordinates)
        }
    }

    private static func span(_ value: YAMLValue) -> Span? {
        value.milliseconds(in: 1...longest.milliseconds).map(Span.init(milliseconds:))
    }

    private static func atLeast(_ least: Span, _ written: String, _ what: String, _ value: YAMLValue) -> Span? {
        guard let span = span(value) else { return nil }
        guard span >= least else {
            value.fault("\(what) по плану запуска хранятся не меньше \(written): поставьте \(written) или больше")
            return nil
        }
        return span
    }

    private static func coordinates(_ value: YAMLValue) -> Span? {
        guard let span = span(value) else { return nil }
        guard span <= RetentionPlan.mostCoordinates else {
            value.fault("координаты людей хранятся не дольше 30d: поставьте 30d или меньше")
            return nil
        }
        return span
    }
}
