/// A table for people: columns as wide as their widest cell, numbers on the right.
struct TextTable {
    /// On which side a column's cells stand.
    enum Side {
        case left
        case right
    }

    private let columns: [(title: String, side: Side)]
    private var rows: [[String]] = []

    init(_ columns: [(title: String, side: Side)]) {
        self.columns = columns
    }

    /// Adds a row with a cell for each column.
    mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(cells)
    }

    /// Title, rule and rows, without trailing blanks.
    var lines: [String] {
        let widths = columns.indices.map { column in
            max(columns[column].title.count, rows.map { $0[column].count }.max() ?? 0)
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "──")
        return [line(columns.map(\.title), widths), rule] + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { column in
            let blanks = String(repeating: " ", count: widths[column] - cells[column].count)
            return columns[column].side == .left ? cells[column] + blanks : blanks + cells[column]
        }
        let line = padded.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
