package import Messages

/// How the objects of one source type fared on their way to a target.
package struct TypeCrossing: Sendable, Hashable {
    package let type: String
    /// Objects that came in, whatever their versions.
    package let objects: Int
    /// Versions that came in and count: no duplicates among them.
    package let versions: Int
    /// Versions that a mapping turned into target objects.
    package let mapped: Int
    /// Versions that waited for something they refer to, and those that were let go.
    package let parked: Int
    package let woken: Int
    /// Objects of which the target has everything the latest version made.
    package let confirmed: Int
    /// Objects whose latest version leaves nothing to send: a mapping skips them, or they were deleted before they
    /// ever crossed.
    package let nothing: Int
    /// From the accept to the target's confirmation of the whole version, shortest first.
    package let delays: [Span]

    package init(
        type: String, objects: Int, versions: Int, mapped: Int, parked: Int, woken: Int, confirmed: Int, nothing: Int,
        delays: [Span]
    ) {
        self.type = type
        self.objects = objects
        self.versions = versions
        self.mapped = mapped
        self.parked = parked
        self.woken = woken
        self.confirmed = confirmed
        self.nothing = nothing
        self.delays = delays
    }

    /// The delay that the given share of the versions did not exceed; nil when none was confirmed.
    package func delay(share: Double) -> Span? {
        guard !delays.isEmpty else { return nil }
        let rank = Int((Double(delays.count) * share).rounded(.up))
        return delays[min(max(rank, 1), delays.count) - 1]
    }
}
