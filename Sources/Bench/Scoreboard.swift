import Foundation
import Messages

/// Collects figures over the rounds and shows their medians.
struct Scoreboard {
    private var notes: [Figure: [Double]] = [:]

    mutating func note(_ figure: Figure, _ value: Double) {
        notes[figure, default: []].append(value)
    }

    /// One line a figure: the median, its span over the rounds, and its share of what it is compared to.
    var table: String {
        let lines = Figure.allCases.compactMap { figure -> String? in
            guard let values = notes[figure], let low = values.min(), let high = values.max() else { return nil }
            let share = ratio(figure).map { "  \(Self.text($0 * 100)) % of it" } ?? ""
            return "\(Self.text(Self.median(values))) (\(Self.text(low))–\(Self.text(high)))\(share)  \(figure.title)"
        }
        return lines.joined(separator: "\n")
    }

    var json: JSON {
        .object(
            Figure.allCases.compactMap { figure in
                notes[figure].map { values in
                    JSON.Member(
                        figure.rawValue,
                        [
                            "title": .string(figure.title), "median": .number(Self.text(Self.median(values))),
                            "rounds": .array(values.map { .number(Self.text($0)) }),
                            "ratio": ratio(figure).map { .number(Self.text($0)) } ?? .null,
                        ])
                }
            })
    }

    /// The median of the rounds' own ratios: the machine's speed drifts from round to round.
    private func ratio(_ figure: Figure) -> Double? {
        guard let other = figure.comparedTo, let mine = notes[figure], let theirs = notes[other],
            mine.count == theirs.count
        else { return nil }
        return Self.median(zip(mine, theirs).map { $0 / $1 })
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    private static func text(_ value: Double) -> String {
        String(format: value < 10 ? "%.2f" : "%.0f", value)
    }
}
