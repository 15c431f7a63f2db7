import Synchronization

/// Every series of this process, in the form Prometheus reads. It is handed to whoever counts; there is no global one.
///
/// Names and labels come from the catalogue. A name, a type or a label that is not in it stops a debug build and is
/// left out in a release.
package final class PrometheusRegistry: Sendable {
    /// One series: a metric and the values of its labels.
    struct Identity: Hashable {
        let name: String
        let labels: [String]
    }

    struct Series: Sendable {
        var counters: [Identity: CounterSeries] = [:]
        var gauges: [Identity: GaugeSeries] = [:]
        var histograms: [Identity: HistogramSeries] = [:]
    }

    let catalogue: [String: MetricDescription]
    private let series: Mutex<Series>
    private let collectors = Mutex<[@Sendable () async throws -> [MetricSample]]>([])

    package init(_ catalogue: [MetricDescription] = MetricDescription.catalogue) {
        self.catalogue = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.name, $0) })
        var series = Series()
        for metric in catalogue
        where metric.kind == .counter && metric.labels.isEmpty && metric.name.hasPrefix("pochtar") {
            series.counters[Identity(name: metric.name, labels: [])] = CounterSeries()
        }
        self.series = Mutex(series)
    }

    /// Asks `samples` at each scrape. One that throws is left out and counted in `pochtar_scrape_failures_total`.
    package func collect(_ samples: @escaping @Sendable () async throws -> [MetricSample]) {
        collectors.withLock { $0.append(samples) }
    }

    var current: Series { series.withLock { $0 } }
    var collecting: [@Sendable () async throws -> [MetricSample]] { collectors.withLock { $0 } }

    /// The values of a metric's labels in the catalogue's order; nil when they are not the catalogue's.
    func identity(_ name: String, _ dimensions: [(String, String)]) -> Identity? {
        guard let metric = catalogue[name], metric.labels.count == dimensions.count else { return nil }
        if zip(metric.labels, dimensions).allSatisfy({ $0 == $1.0 }) {
            return Identity(name: name, labels: dimensions.map(\.1))
        }
        let values = metric.labels.compactMap { label in dimensions.first { $0.0 == label }?.1 }
        return values.count == dimensions.count ? Identity(name: name, labels: values) : nil
    }

    func counter(_ name: String, _ dimensions: [(String, String)]) -> CounterSeries {
        guard catalogue[name]?.kind == .counter, let identity = identity(name, dimensions) else {
            assertionFailure("\(name) with \(dimensions) is no counter of the catalogue")
            return CounterSeries()
        }
        return series.withLock { series in
            series.counters[identity] ?? Self.added(CounterSeries(), to: &series.counters, identity)
        }
    }

    func gauge(_ name: String, _ dimensions: [(String, String)]) -> GaugeSeries {
        guard catalogue[name]?.kind == .gauge, let identity = identity(name, dimensions) else {
            assertionFailure("\(name) with \(dimensions) is no gauge of the catalogue")
            return GaugeSeries()
        }
        return series.withLock { series in
            series.gauges[identity] ?? Self.added(GaugeSeries(), to: &series.gauges, identity)
        }
    }

    func histogram(_ name: String, _ dimensions: [(String, String)]) -> HistogramSeries {
        guard case .histogram(let bounds) = catalogue[name]?.kind, let identity = identity(name, dimensions) else {
            assertionFailure("\(name) with \(dimensions) is no histogram of the catalogue")
            return HistogramSeries(bounds: [])
        }
        return series.withLock { series in
            series.histograms[identity] ?? Self.added(HistogramSeries(bounds: bounds), to: &series.histograms, identity)
        }
    }

    private static func added<Value>(_ value: Value, to table: inout [Identity: Value], _ identity: Identity) -> Value {
        table[identity] = value
        return value
    }
}
