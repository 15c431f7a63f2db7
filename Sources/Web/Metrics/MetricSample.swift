/// One value that is computed when metrics are asked for.
package struct MetricSample: Sendable, Hashable {
    package let name: String
    /// In the catalogue's order of labels.
    package let labels: [String]
    package let value: Double

    package init(_ name: String, labels: [String] = [], value: Double) {
        self.name = name
        self.labels = labels
        self.value = value
    }
}
