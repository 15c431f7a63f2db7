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
    /// Row after row, as many values in each as there are columns.
    let values: [SQLValue]

    /// How many rows there are.
    var count: Int { values.count / columns.count }

    var isEmpty: Bool { values.isEmpty }

    /// The values of a row, counted from 0.
    subscript(row: Int) -> ArraySlice<SQLValue> { values[(row * columns.count)..<((row + 1) * columns.count)] }

    init(columns: [Column], values: [SQLValue]) {
        precondition(
            !columns.isEmpty && values.count.isMultiple(of: columns.count), "a row has a value for each column")
        self.columns = columns
        self.values = values
    }

    /// One row for each element; what stands in a column is made of the element by its closure.
    init<Element>(
        _ elements: some Collection<Element>, _ columns: (Column, (Element) -> any Bindable)...
    ) {
        var values: [SQLValue] = []
        values.reserveCapacity(elements.count * columns.count)
        for element in elements {
            for column in columns { values.append(column.1(element).sqlValue) }
        }
        self.init(columns: columns.map(\.0), values: values)
    }
}

extension Inputs.Column {
    static func text(_ name: String) -> Inputs.Column { Inputs.Column(name: name, kind: .text) }
    static func integer(_ name: String) -> Inputs.Column { Inputs.Column(name: name, kind: .integer) }
    static func blob(_ name: String) -> Inputs.Column { Inputs.Column(name: name, kind: .blob) }
}
