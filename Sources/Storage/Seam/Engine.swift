/// A database that keeps the store: how its transactions begin and end. The verbs are the same on all of them.
protocol Engine: Sendable {
    /// How many transactions of gathered work run side by side.
    var writers: Int { get }

    /// Runs the closure in a transaction and returns once that is durable.
    func transaction<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value

    /// Runs the closure on a consistent view that writers do not disturb.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value

    /// Tells the other nodes, soon and not too often.
    func announce(_ news: News)

    /// What any node announces from now on.
    func news(_ news: News) -> AsyncStream<Void>

    func close() throws
}
