import Messages

/// One connection inside a transaction, as the verbs of `Session` use it.
protocol Driver: AnyObject {
    var dialect: Dialect { get }

    /// The moment by the database's own clock, where that counts more than this process' (several nodes, one store).
    func time() throws -> Instant?

    /// Runs a statement and returns how many rows it changed.
    func run(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws -> Int

    /// Runs a statement whose answer nobody needs. It may be sent along with later ones; then its error is theirs, or
    /// the commit's.
    func post(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws

    /// Runs a query and returns all rows of its answer.
    func rows(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws -> [Row]

    /// Runs statements without parameters: migrations.
    func script(_ sql: String) throws
}
