/// A set of rows on their way into one statement, which reads them as the relation `input`: its columns by their
/// names, and `n`, the place of the row counted from 1.
struct Inputs: Sendable {
    /// One column of the relation.
    struct Column: Sendable, Hashable {
        /// What a column's values are; each of them may be null.
        enum Kind: Sendable, Hashable {
            case integer
            case text
            case blob
        }

        let name: String
        let kind: Kind
    }

    let columns: [Column]
    /// Every row has one value for each column, in the order of the columns.
    let rows: [[SQLValue]]
}
