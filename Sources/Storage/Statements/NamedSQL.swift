/// A statement whose parameters have names, taken apart once: `:name` becomes `$1`, `$2`, …, as both databases read it.
///
/// Colons in string literals, quoted names, comments and casts (`::`) are left alone. A name used twice is one
/// parameter.
struct NamedSQL: Sendable {
    /// The names of the parameters in the order of their numbers.
    let names: [String]
    /// The text between the parameters, and the parameters by their place in `names`.
    private let parts: [Part]
    private let opening: Opening

    enum Part: Sendable {
        case text(String)
        case parameter(Int)
    }

    /// How the statement begins, which says how `input` can be put before it.
    private enum Opening: Sendable {
        case plain
        case with(length: Int)
        case withRecursive(length: Int)
    }

    init(_ sql: String) {
        var scanner = NamedSQLScanner(sql)
        scanner.scan()
        names = scanner.names
        parts = scanner.parts
        opening = Self.opening(of: sql)
    }

    /// The statement in a database's words; with inputs, it reads them as `input` and they are its first parameters.
    func text(inputs: [Inputs.Column], in dialect: Dialect) -> String {
        // SQLite is given the number of the row as well.
        let first = inputs.isEmpty || dialect == .postgres ? inputs.count : inputs.count + 1
        let statement = parts.map { part in
            switch part {
            case .text(let text): text
            case .parameter(let index): "$\(first + index + 1)"
            }
        }.joined()
        guard !inputs.isEmpty else { return statement }
        let input = Self.relation(inputs, in: dialect)
        switch opening {
        case .plain: return "WITH \(input) \(statement)"
        case .with(let length): return "WITH \(input), \(statement.utf8Text(from: length))"
        case .withRecursive(let length): return "WITH RECURSIVE \(input), \(statement.utf8Text(from: length))"
        }
    }

    private static func relation(_ inputs: [Inputs.Column], in dialect: Dialect) -> String {
        let names = inputs.map { "\"\($0.name)\"" } + ["n"]
        guard dialect == .postgres else {
            let values = names.indices.map { "$\($0 + 1)" }
            return "input (\(names.joined(separator: ", "))) AS (SELECT \(values.joined(separator: ", ")))"
        }
        let arrays = inputs.enumerated().map { "$\($0.offset + 1)::\($0.element.kind.arrayName)" }
        return """
            input AS (SELECT * FROM unnest(\(arrays.joined(separator: ", "))) WITH ORDINALITY \
            AS i (\(names.joined(separator: ", "))))
            """
    }

    private static func opening(of sql: String) -> Opening {
        let words = sql.prefix { $0 != "(" }.split(whereSeparator: \.isWhitespace).prefix(2)
        guard let first = words.first, first.uppercased() == "WITH" else { return .plain }
        if let second = words.last, second.uppercased() == "RECURSIVE" {
            return .withRecursive(length: sql.utf8.distance(from: sql.startIndex, to: second.endIndex))
        }
        return .with(length: sql.utf8.distance(from: sql.startIndex, to: first.endIndex))
    }
}

extension String {
    fileprivate func utf8Text(from length: Int) -> Substring {
        self[utf8.index(startIndex, offsetBy: length)...]
    }
}
