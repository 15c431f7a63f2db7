/// How a figure is spread around its threshold: ten equal parts from nothing to twice the threshold, and what is
/// beyond.
package struct Histogram: Sendable {
    /// How many parts lie up to twice the threshold.
    package static let parts = 10

    /// The threshold's value in the candidate.
    package let limit: Double
    /// How many figures lie in each part; the last one is all that is beyond.
    package private(set) var counts = Array(repeating: 0, count: parts + 1)

    /// Whether nothing was measured.
    var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

    init(limit: Double) {
        self.limit = limit
    }

    /// A figure that lies on the border of two parts belongs to the lower one, as a figure at its threshold does.
    mutating func add(_ figure: Double) {
        guard limit > 0, !figure.isNaN else { return }
        let place = (figure / (2 * limit) * Double(Self.parts)).rounded(.up) - 1
        counts[Int(min(max(0, place), Double(Self.parts)))] += 1
    }

    /// The upper border of a part; nil for what is beyond.
    package func border(of part: Int) -> Double? {
        part < Self.parts ? 2 * limit * Double(part + 1) / Double(Self.parts) : nil
    }
}
