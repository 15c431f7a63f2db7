import Foundation

/// Collects what is measured over the rounds, and what it comes to.
struct Scoreboard {
    private var notes: [Series: [Double]] = [:]

    mutating func note(_ series: Series, _ value: Double) {
        notes[series, default: []].append(value)
    }

    /// The rounds of a series.
    func rounds(_ series: Series) -> [Double] { notes[series, default: []] }

    /// What a figure comes to; nil when it was not measured. A share is the median of the rounds' own shares: the
    /// machine's speed drifts from round to round.
    func value(_ figure: Figure) -> Double? {
        switch figure.measure {
        case .value(let series):
            return Self.median(rounds(series))
        case .share(let mine, let theirs):
            guard rounds(mine).count == rounds(theirs).count else { return nil }
            return Self.median(zip(rounds(mine), rounds(theirs)).map { $0 / $1 })
        }
    }

    func verdict(_ figure: Figure) -> Verdict? {
        value(figure).map { Verdict($0, figure.bars) }
    }

    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
