import HTTPTypes
import Messages
import Synchronization

/// Counts requests against the plan: a bucket for each caller that refills evenly. There are as many buckets as keys.
package final class QuotaMeter: Sendable {
    private struct Bucket: Sendable {
        var tokens: Double
        var at: Instant
    }

    private let plan: QuotaPlan
    private let buckets = Mutex<[String: Bucket]>([:])

    package init(_ plan: QuotaPlan) {
        self.plan = plan
    }

    /// Takes one request from the caller's quota and notes the `X-RateLimit-*` headers; throws `rate_limit.exceeded`
    /// with the time after which there is one again.
    func take(for caller: Caller, at now: Instant, noting trail: RequestTrail) throws(Problem) {
        guard let rule = plan.rule(for: caller) else { return }
        let capacity = Double(rule.perMinute)
        let perSecond = capacity / 60
        let (taken, left) = buckets.withLock { buckets in
            var bucket = buckets[caller.name] ?? Bucket(tokens: capacity, at: now)
            bucket.tokens = min(capacity, bucket.tokens + max(0, (now - bucket.at).seconds) * perSecond)
            bucket.at = max(now, bucket.at)
            let taken = bucket.tokens >= 1
            if taken { bucket.tokens -= 1 }
            buckets[caller.name] = bucket
            return (taken, bucket.tokens)
        }
        let reset = Int(((capacity - left) / perSecond).rounded(.up))
        trail.note { notes in
            notes.headers.append(HTTPField(name: .rateLimit, value: String(rule.perMinute)))
            notes.headers.append(HTTPField(name: .rateLimitRemaining, value: String(Int(left))))
            notes.headers.append(HTTPField(name: .rateLimitReset, value: String(reset)))
        }
        guard !taken else { return }
        throw Problem(
            .rateLimited, "Ключ «\(caller.name)» исчерпал \(rule.perMinute) запросов в минуту. Повторите позже.",
            retryAfter: .milliseconds(Int64(((1 - left) / perSecond * 1000).rounded(.up))))
    }
}
