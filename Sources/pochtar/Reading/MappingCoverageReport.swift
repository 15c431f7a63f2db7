import Scripts

/// What samples show of a mapping, as its author reads it.
struct MappingCoverageReport {
    let coverage: MappingCoverage

    var lines: [String] {
        ["── \(coverage.mapping.file): примеров \(coverage.endings.count)"] + fields + source + endings + ran
    }

    private var fields: [String] {
        coverage.fields.flatMap { scope -> [String] in
            let filled = scope.filled.count
            let head = "\(scope.scope) (\(scope.type)): заполнено \(filled) из \(scope.known.count)"
            return [head] + Self.list("  только очищается", scope.cleared.sorted())
                + Self.list("  не пишет ни один пример", scope.unwritten)
        }
    }

    private var source: [String] {
        Self.list("Прочитано", coverage.read.sorted())
            + Self.list("Ни в одном примере не заполнено", coverage.unfilled)
    }

    private var endings: [String] {
        let words = [
            ("objects", "с объектами"), ("skip", "skip"), ("unmatched", "unmatched"), ("reject", "reject"),
            ("wait", "ждёт"), ("error", "ошибка"),
        ]
        var lines = ["Исходы:"]
        for (word, title) in words {
            let met = coverage.endings.filter { $0.word == word }
            if met.isEmpty { continue }
            lines.append("  \(title): \(met.count)")
            if word != "objects" { lines += met.map { "    \($0.text) — \(Self.name($0.sample))" } }
        }
        return lines + coverage.unmet.map { "  не встретилось: строка \($0)" }
    }

    private var ran: [String] { coverage.lines.map(Self.lines) ?? [] }

    /// Lines of one script.
    static func lines(_ coverage: LineCoverage) -> [String] {
        ["Строки \(coverage.file): выполнено \(coverage.ran) из \(coverage.total)"]
            + list("  не выполнял ни один пример", coverage.missed.map(range))
            + list("  не вызваны функции в строках", coverage.uncalled.map(range))
    }

    private static func range(_ lines: ClosedRange<Int>) -> String {
        lines.count == 1 ? "\(lines.lowerBound)" : "\(lines.lowerBound)–\(lines.upperBound)"
    }

    private static func list(_ title: String, _ items: [String]) -> [String] {
        items.isEmpty ? [] : ["\(title): \(items.joined(separator: ", "))"]
    }

    private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
