/// How one target system is reached, in this environment.
struct TargetSettings: Sendable {
    static let maxInFlightRange = 1...256

    /// How many requests may be on their way at once.
    var maxInFlight = 8
    /// The settings of the connector's plugin, by name; checked when the plugin is known.
    var values: [String: TargetValue] = [:]
}
