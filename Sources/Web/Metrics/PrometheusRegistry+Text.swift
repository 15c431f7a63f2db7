extension PrometheusRegistry {
    /// The media type of `text()`.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// All series in Prometheus' text format 0.0.4, metrics and series in a settled order.
    package func text() async -> String {
        var scalars: [String: [([String], Double)]] = [:]
        for sample in await collected() { scalars[sample.name, default: []].append((sample.labels, sample.value)) }
        let series = current
        for (identity, counter) in series.counters {
            scalars[identity.name, default: []].append((identity.labels, counter.value))
        }
        for (identity, gauge) in series.gauges {
            scalars[identity.name, default: []].append((identity.labels, gauge.value))
        }
        var histograms: [String: [([String], HistogramSeries)]] = [:]
        for (identity, histogram) in series.histograms {
            histograms[identity.name, default: []].append((identity.labels, histogram))
        }
        var output = ""
        for metric in catalogue.values.sorted(by: { $0.name < $1.name }) {
            Self.write(metric, scalars[metric.name] ?? [], histograms[metric.name] ?? [], to: &output)
        }
        return output
    }

    /// What the collectors say now; names and labels that are not in the catalogue are left out.
    private func collected() async -> [MetricSample] {
        var samples: [MetricSample] = []
        for collector in collecting {
            do {
                samples += try await collector()
            } catch {
                counter("pochtar_scrape_failures_total", []).increment(by: Int64(1))
            }
        }
        return samples.filter { sample in
            let isKnown = catalogue[sample.name]?.labels.count == sample.labels.count
            assert(isKnown, "\(sample.name) with \(sample.labels) is not in the catalogue")
            return isKnown
        }
    }

    private static func write(
        _ metric: MetricDescription, _ scalars: [([String], Double)], _ histograms: [([String], HistogramSeries)],
        to output: inout String
    ) {
        guard !scalars.isEmpty || !histograms.isEmpty else { return }
        let help = metric.help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        output += "# HELP \(metric.name) \(help)\n# TYPE \(metric.name) \(metric.kind.name)\n"
        for (values, value) in scalars.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
            output += "\(metric.name)\(labels(metric.labels, values)) \(number(value))\n"
        }
        for (values, histogram) in histograms.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
            write(metric, values, histogram, to: &output)
        }
    }

    private static func write(
        _ metric: MetricDescription, _ values: [String], _ histogram: HistogramSeries, to output: inout String
    ) {
        let state = histogram.state
        var count = 0
        for (bound, inBucket) in zip(histogram.bounds + [.infinity], state.counts) {
            count += inBucket
            let labels = labels(metric.labels + ["le"], values + [number(bound)])
            output += "\(metric.name)_bucket\(labels) \(count)\n"
        }
        let labels = labels(metric.labels, values)
        output += "\(metric.name)_sum\(labels) \(number(state.sum))\n\(metric.name)_count\(labels) \(count)\n"
    }

    private static func labels(_ names: [String], _ values: [String]) -> String {
        guard !names.isEmpty else { return "" }
        let pairs = zip(names, values).map { name, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "\(name)=\"\(escaped)\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    private static func number(_ value: Double) -> String {
        if value == .infinity { return "+Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return value.description
    }
}
