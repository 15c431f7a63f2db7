import Foundation
import Messages
import YAML

/// Reads `policies/retry.yaml`.
enum RetryPlanReader {
    static func read(_ document: YAMLDocument) throws(YAMLFaults) -> RetryPlan {
        try document.read { root in
            let schedule = root.required("schedule")?.list(count: 1...50) { span($0) }
            let jitter = root.required("jitter").flatMap { percentage($0, upTo: 90) }
            let deadline = root.required("deadline").flatMap { span($0) }
            let penalty = root.required("overload_penalty").flatMap { span($0) }
            let parked = root.required("parked_escalation").flatMap { span($0) }
            let probe = root.required("probe_every").flatMap { span($0) }
            let breaker = root.required("breaker")?.mapping().flatMap(Self.breaker)
            let leaseValue = root.required("lease")
            let lease = leaseValue.flatMap { span($0) }
            let timeout = root.required("request_timeout").flatMap { span($0) }
            guard let schedule, let jitter, let deadline, let penalty, let parked, let probe, let breaker, let lease,
                let timeout
            else { return nil }
            guard lease.milliseconds > 2 * timeout.milliseconds else {
                leaseValue?.fault(
                    "lease: должно быть больше двух request_timeout, иначе отправку начнут заново раньше ответа")
                return nil
            }
            return RetryPlan(
                schedule: schedule, jitter: jitter, deadline: deadline, overloadPenalty: penalty,
                parkedEscalation: parked, probeEvery: probe, breakerShare: breaker.share, breakerCalls: breaker.calls,
                breakerWindow: breaker.window, lease: lease, requestTimeout: timeout)
        }
    }

    private static func breaker(_ map: YAMLMapping) -> (share: Double, calls: Int, window: Span)? {
        let share = map.required("share").flatMap { percentage($0, upTo: 100) }
        let calls = map.required("calls")?.int(in: 1...100_000)
        let window = map.required("window").flatMap { span($0) }
        guard let share, let calls, let window else { return nil }
        return (share, calls, window)
    }

    private static func span(_ value: YAMLValue) -> Span? {
        value.milliseconds(in: 1...(90 * 86_400_000)).map(Span.init(milliseconds:))
    }

    /// `20 %` as 0.2.
    private static func percentage(_ value: YAMLValue, upTo most: Int) -> Double? {
        value.quantity(["%"], in: 0...Decimal(most)).flatMap { Double($0.number) }.map { $0 / 100 }
    }
}
