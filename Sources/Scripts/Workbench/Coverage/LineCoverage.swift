/// Which lines of a script some sample ran.
package struct LineCoverage: Sendable, Hashable {
    package let file: String
    /// Lines with code of functions that were called, and how many of them ran.
    package let total: Int
    package let ran: Int
    /// Lines that no sample ran, of functions that were called: `17`, `22–24`.
    package let missed: [ClosedRange<Int>]
    /// Functions that no sample called.
    package let uncalled: [ClosedRange<Int>]

    init(_ source: LuaSource, _ lines: LinesRan) {
        file = source.path
        let uncalled = source.functions.filter { !lines.called.contains($0.lowerBound) }
        self.uncalled = uncalled.filter { inner in
            !uncalled.contains { $0 != inner && $0.lowerBound <= inner.lowerBound && $0.upperBound >= inner.upperBound }
        }
        let code = lines.code.subtracting(source.closingLines)
        total = code.count
        ran = code.intersection(lines.ran).count
        missed = Self.ranges(code.subtracting(lines.ran))
    }

    private static func ranges(_ lines: Set<Int>) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for line in lines.sorted() {
            if let last = ranges.last, last.upperBound + 1 == line {
                ranges[ranges.count - 1] = last.lowerBound...line
            } else {
                ranges.append(line...line)
            }
        }
        return ranges
    }
}
