/// The database refused what a statement was given: a mistake of ours, or a value that it cannot hold. Nothing of the
/// transaction's part was done, and trying again would not help.
struct StatementRefused: Error, CustomStringConvertible {
    /// In the database's words.
    let sentence: String

    var description: String { sentence }
}
