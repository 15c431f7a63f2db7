import Policies
import Scripts

/// A histogram in words: each part with its border in the figure's unit.
struct HistogramBars {
    /// One part, from the bottom up.
    struct Bar {
        /// `до 20 м`, or `дальше`.
        let title: String
        let count: Int
    }

    /// The threshold lies above so many bars.
    static let below = Histogram.parts / 2

    let measure: PolicyBacktest.Measure
    /// What is measured, as the rule's kind calls it.
    let figure: String
    /// The threshold with its unit.
    let limit: String
    let bars: [Bar]
    /// What the threshold is for.
    let parameterTitle: String

    init(_ measure: PolicyBacktest.Measure, _ histogram: Histogram, _ rule: PolicyRule?) {
        let (kind, name) = (rule?.kind, measure.threshold.figure)
        let unit = kind?.placeholders[name] ?? nil
        func written(_ value: Double) -> String {
            unit?.text(of: value) ?? MeasureUnit.grouped(value, decimals: 2)
        }
        self.measure = measure
        figure = kind?.figures.first { $0.name == name }?.title ?? name
        parameterTitle = kind?.parameter(measure.threshold.parameter)?.title ?? measure.threshold.parameter
        limit = written(histogram.limit)
        bars = histogram.counts.enumerated().map { part, count in
            Bar(title: histogram.border(of: part).map { "до \(written($0))" } ?? "дальше", count: count)
        }
    }

    var parameter: String { measure.threshold.parameter }
    /// The longest bar's count, at least one.
    var most: Int { max(1, bars.map(\.count).max() ?? 1) }
}
