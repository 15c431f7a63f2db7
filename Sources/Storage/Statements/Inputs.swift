/// A set of rows on its way into one statement, which reads it as the relation `input`.
///
/// PostgreSQL gets all rows as arrays and runs the statement once; SQLite runs it for each row by itself. A statement
/// must therefore mean the same either way: no LIMIT over the whole, no row of the set that depends on another.
/// Besides its own columns `input` has `n`, the row's number from 1.
struct Inputs: Sendable {
    struct Column: Sendable, Hashable {
        enum Kind: Sendable, Hashable {
            case integer, text, blob
        }

        let name: String
        let kind: Kind
    }

    let columns: [Column]
    /// As many values in each as there are columns.
    let rows: [[SQLValue]]

    var isEmpty: Bool { rows.isEmpty }

    init(columns: [Column], rows: [[SQLValue]]) {
        self.columns = columns
        self.rows = rows
    }

    /// One row for each element; what stands in a column is made of the element by its closure.
    init<Element>(
        _ elements: some Sequence<Element>, _ columns: (Column, (Element) -> any Bindable)...
    ) {
        self.columns = columns.map(\.0)
        rows = elements.map { element in columns.map { $0.1(element).sqlValue } }
    }
}

extension Inputs.Column {
    static func text(_ name: String) -> Inputs.Column { Inputs.Column(name: name, kind: .text) }
    static func integer(_ name: String) -> Inputs.Column { Inputs.Column(name: name, kind: .integer) }
    static func blob(_ name: String) -> Inputs.Column { Inputs.Column(name: name, kind: .blob) }
}
