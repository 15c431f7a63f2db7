/// The columns of an answer, shared by all of its rows and by all later answers of the same statement.
final class PostgresColumns: Sendable {
    let names: [String]
    private let places: [String: Int]

    init(_ names: [String]) {
        self.names = names
        places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }

    /// Where the values of a column stand in each row; nil when the answer has no such column.
    func place(of name: String) -> Int? { places[name] }
}
