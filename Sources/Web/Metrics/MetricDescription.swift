/// What one of our metrics is: the help text, the type and the labels that Prometheus is told.
package struct MetricDescription: Sendable, Hashable {
    /// How a metric's values hang together.
    package enum Kind: Sendable, Hashable {
        case counter
        case gauge
        /// Upper bounds of the buckets, growing, without the infinite one.
        case histogram([Double])

        /// As the `TYPE` line spells it.
        var name: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    package let name: String
    package let kind: Kind
    package let help: String
    package let labels: [String]

    package init(_ name: String, _ kind: Kind, _ labels: [String] = [], help: String) {
        self.name = name
        self.kind = kind
        self.help = help
        self.labels = labels
    }
}
