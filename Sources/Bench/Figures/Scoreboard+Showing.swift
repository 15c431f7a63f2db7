import Foundation
import Messages

extension Scoreboard {
    /// The figures against their bars, then every series: its median and its span over the rounds.
    var table: String {
        let figures = Figure.allCases.compactMap { figure -> [String]? in
            guard let value = value(figure), let verdict = verdict(figure) else { return nil }
            let floor = figure.bars.floor.map { Self.text($0, figure) } ?? "report"
            return [figure.title, floor, Self.text(figure.bars.aim, figure), Self.text(value, figure), verdict.mark]
        }
        let series = Series.allCases.compactMap { series -> [String]? in
            let rounds = rounds(series)
            guard let median = Self.median(rounds), let low = rounds.min(), let high = rounds.max() else { return nil }
            return ["\(Self.text(median)) (\(Self.text(low))–\(Self.text(high)))", series.title]
        }
        return Self.lines([["figure", "floor", "aim", "measured", ""]] + figures) + "\n\n"
            + Self.lines([["median (span)", "series"]] + series)
    }

    var json: JSON {
        [
            "figures": .object(
                Figure.allCases.compactMap { figure in
                    guard let value = value(figure), let verdict = verdict(figure) else { return nil }
                    return JSON.Member(
                        figure.rawValue,
                        [
                            "title": .string(figure.title), "measured": .number(Self.digits(value)),
                            "floor": figure.bars.floor.map { .number(Self.digits($0)) } ?? .null,
                            "aim": .number(Self.digits(figure.bars.aim)), "verdict": .string(verdict.rawValue),
                        ])
                }),
            "series": .object(
                Series.allCases.filter { !rounds($0).isEmpty }.map { series in
                    JSON.Member(
                        series.rawValue,
                        [
                            "title": .string(series.title),
                            "rounds": .array(rounds(series).map { .number(Self.digits($0)) }),
                        ])
                }),
        ]
    }

    private static func lines(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private static func text(_ value: Double, _ figure: Figure) -> String {
        if case .share = figure.measure { return text(value * 100) + " %" }
        return text(value)
    }

    private static func text(_ value: Double) -> String {
        String(format: value < 10 ? "%.2f" : "%.0f", value)
    }

    private static func digits(_ value: Double) -> String {
        String(format: "%.4f", value)
    }
}
