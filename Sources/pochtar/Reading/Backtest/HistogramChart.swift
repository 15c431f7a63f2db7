/// A histogram drawn: a bar for each part from the bottom of the range down the page, and a line at the threshold.
struct HistogramChart {
    private static let width = 340.0
    private static let row = 20.0
    /// Where bars begin, and how long the longest is.
    private static let (left, longest) = (104.0, 168.0)
    /// Between the bars under the threshold and those beyond it.
    private static let gap = 24.0

    let bars: HistogramBars

    /// The drawing.
    var svg: HTML {
        let height = Self.row * Double(bars.bars.count) + Self.gap
        let drawn = bars.bars.enumerated().flatMap { part, bar in Self.bar(bar, Self.top(part), bars.most) }
        return .tag(
            "svg",
            ["viewBox": "0 0 \(HTML.at(Self.width)) \(HTML.at(height))", "role": "img", "aria-label": spoken],
            [.tag("title", [:], spoken)] + drawn + threshold)
    }

    /// What the drawing shows, for whoever does not see it.
    private var spoken: String {
        let parts = bars.bars.filter { $0.count > 0 }.map { "\($0.title) — \($0.count.readable)" }
        return "\(bars.figure), порог \(bars.limit) (\(bars.parameter)): \(parts.joined(separator: ", "))"
    }

    private var threshold: [HTML] {
        let top = Self.row * Double(HistogramBars.below)
        let line = HTML.at(top + 18)
        return [
            .tag("line", ["class": "threshold", "x1": "0", "x2": HTML.at(Self.width), "y1": line, "y2": line]),
            .tag(
                "text",
                ["class": "threshold", "x": HTML.at(Self.width), "y": HTML.at(top + 13), "text-anchor": "end"],
                "порог \(bars.limit)"),
        ]
    }

    private static func top(_ part: Int) -> Double {
        row * Double(part) + (part < HistogramBars.below ? 0 : gap)
    }

    private static func bar(_ bar: HistogramBars.Bar, _ top: Double, _ most: Int) -> [HTML] {
        // What is there is seen, however little it is.
        let length = bar.count == 0 ? 0 : max(1.5, longest * Double(bar.count) / Double(most))
        let line = HTML.at(top + 14)
        let title = HTML.tag(
            "text", ["class": "label", "x": HTML.at(left - 6), "y": line, "text-anchor": "end"], bar.title)
        let shape = HTML.tag(
            "rect",
            [
                "class": "bar", "x": HTML.at(left), "y": HTML.at(top + 2), "width": HTML.at(length),
                "height": HTML.at(row - 4), "rx": "2",
            ])
        let count = HTML.tag(
            "text", ["class": bar.count == 0 ? "label" : "count", "x": HTML.at(left + length + 6), "y": line],
            bar.count.readable)
        return bar.count == 0 ? [title, count] : [title, shape, count]
    }
}
