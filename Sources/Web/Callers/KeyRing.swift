package import Messages
package import Storage
import Synchronization

/// The API keys as they were read last, so that a request costs no query. A revoked key works for at most ten seconds
/// more; a new one is known at its first use.
package final class KeyRing: Sendable {
    /// From this age on the first request that comes reads anew, the others go on with what is there.
    private static let freshFor = Span.seconds(5)
    /// Older keys are not used.
    private static let validFor = Span.seconds(10)
    /// Unknown secrets cause at most one reading in this time.
    private static let rereadEvery = Span.seconds(1)

    private struct Snapshot: Sendable {
        var keys: [String: APIKey] = [:]
        var readAt: Instant?
        var isReading = false
    }

    private let state = Mutex(Snapshot())
    private let load: @Sendable () async throws -> [APIKey]
    private let clock: WallClock

    /// - Parameter load: reads all keys; revoked ones are left out here.
    package init(clock: WallClock, load: @escaping @Sendable () async throws -> [APIKey]) {
        self.clock = clock
        self.load = load
    }

    /// The key with this secret, and with this name when one is given; nil when there is none.
    /// Throws what reading the keys throws.
    func key(for credentials: Credentials) async throws -> APIKey? {
        let hash = APIKey.hash(of: credentials.secret)
        if let found = try await current(atMost: Self.validFor)[hash] { return Self.check(found, credentials, hash) }
        return Self.check(try await current(atMost: Self.rereadEvery)[hash], credentials, hash)
    }

    /// The keys, read anew when they are older than `age`, or when they are stale and nobody else is reading.
    private func current(atMost age: Span) async throws -> [String: APIKey] {
        let now = clock.now()
        let usable: [String: APIKey]? = state.withLock { state in
            guard let readAt = state.readAt, now - readAt < age, now >= readAt else { return nil }
            if now - readAt < Self.freshFor || state.isReading { return state.keys }
            state.isReading = true
            return nil
        }
        if let usable { return usable }
        defer { state.withLock { $0.isReading = false } }
        let living = try await load().filter { $0.revokedAt == nil }
        let keys = Dictionary(living.map { ($0.hash, $0) }, uniquingKeysWith: { first, _ in first })
        state.withLock { state in
            state.keys = keys
            state.readAt = now
        }
        return keys
    }

    private static func check(_ key: APIKey?, _ credentials: Credentials, _ hash: String) -> APIKey? {
        guard let key, equal(key.hash, hash) else { return nil }
        if let name = credentials.name, !equal(name, key.name) { return nil }
        return key
    }

    /// Compares in a time that depends on the lengths alone.
    static func equal(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
