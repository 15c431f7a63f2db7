import Policies
import Scripts

/// A curve drawn: how many steps would not pass, and of how many the rule would not be sure, at each value.
struct CurveChart {
    /// Where the largest count and nothing lie, and where the values are written.
    private static let (top, bottom, foot) = (26.0, 166.0, 202.0)
    private static let height = 212.0

    let curve: Curve

    /// The drawing.
    var svg: HTML {
        let grid = [Self.top, Self.bottom].map { y in
            HTML.tag(
                "line", ["class": "grid", "x1": "0", "x2": HTML.at(width), "y1": HTML.at(y), "y2": HTML.at(y)])
        }
        let values = curve.written.enumerated().map { place, value in
            HTML.tag(
                "text",
                ["class": "value", "x": HTML.at(x(place)), "y": HTML.at(Self.foot), "text-anchor": "middle"], value)
        }
        return .tag(
            "svg",
            [
                "viewBox": "0 0 \(HTML.at(width)) \(HTML.at(Self.height))", "role": "img", "aria-label": spoken,
                "style": "min-width: \(HTML.at(width))px",
            ],
            [.tag("title", [:], spoken)] + grid + values + line(curve.unsure, "unsure", over: curve.failed)
                + line(curve.failed, "fail", over: curve.unsure))
    }

    /// What the drawing shows, for whoever does not see it.
    private var spoken: String {
        let points = curve.written.indices.map { place in
            "\(curve.written[place]) — не проходит \(curve.failed[place].readable), "
                + "не уверены \(curve.unsure[place].readable)"
        }
        return "\(curve.rule.title), \(curve.parameter.name): \(points.joined(separator: "; "))"
    }

    /// From value to value: as much as the longest of them takes.
    private var step: Double { max(56, 7 * Double(curve.written.map(\.count).max() ?? 0) + 10) }
    private var side: Double { step / 2 }
    private var width: Double { max(320, step * Double(curve.written.count)) }

    private func x(_ place: Int) -> Double {
        guard curve.written.count > 1 else { return width / 2 }
        return side + (width - 2 * side) * Double(place) / Double(curve.written.count - 1)
    }

    private func y(_ count: Int) -> Double {
        let most = max(1, (curve.failed + curve.unsure).max() ?? 1)
        return Self.bottom - (Self.bottom - Self.top) * Double(count) / Double(most)
    }

    /// A line with its points; each count stands on the side where the other line is not.
    private func line(_ counts: [Int], _ name: String, over others: [Int]) -> [HTML] {
        let points = counts.enumerated().map { "\(HTML.at(x($0))),\(HTML.at(y($1)))" }.joined(separator: " ")
        let line = HTML.tag("polyline", ["class": "curve \(name)", "points": points])
        return [line]
            + counts.enumerated().flatMap { place, count in
                let isAbove = count > others[place] || (count == others[place] && name == "fail")
                return [
                    mark(x(place), y(count), name),
                    .tag(
                        "text",
                        [
                            "class": "count \(name)", "x": HTML.at(x(place)),
                            "y": HTML.at(y(count) + (isAbove ? -9 : 17)), "text-anchor": "middle",
                        ], count.readable),
                ]
            }
    }

    /// A circle or a square: the lines differ without their colours too.
    private func mark(_ x: Double, _ y: Double, _ name: String) -> HTML {
        name == "fail"
            ? .tag("circle", ["class": "mark \(name)", "cx": HTML.at(x), "cy": HTML.at(y), "r": "4.5"])
            : .tag(
                "rect",
                ["class": "mark \(name)", "x": HTML.at(x - 4), "y": HTML.at(y - 4), "width": "8", "height": "8"])
    }
}
