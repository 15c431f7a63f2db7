/// What a statement answered.
struct PostgresRows: Sendable {
    let columns: PostgresColumns
    /// One array a row, in the order of the columns.
    let values: [[SQLValue]]
}
