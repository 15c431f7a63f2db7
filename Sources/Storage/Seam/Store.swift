/// Everything durable. What changes together changes inside one `transaction`, whose closure is synchronous, so that
/// the compiler refuses to wait for anything in it.
package final class Store: Sendable {
    private let engine: any Engine
    private let waitingLimit: Int

    /// Opens the store, creates it when it is missing, and brings its schema up to date.
    ///
    /// - Parameter waitingLimit: how many writes may wait before further ones are answered with `overloaded`.
    package init(_ location: StoreLocation, waitingLimit: Int = 10_000) throws {
        self.waitingLimit = waitingLimit
        engine =
            switch location {
            case .file(let url): try SQLiteEngine(url, waitingLimit: waitingLimit)
            case .memory: try SQLiteEngine(nil, waitingLimit: waitingLimit)
            case .postgres(let source, let leases):
                try PostgresEngine(source, leases: leases, waitingLimit: waitingLimit)
            }
    }

    /// Runs the closure in a transaction and returns once it is durable. It may share its commit with others; when it
    /// throws, only its own changes are undone. It must have no effect outside the session, for it may run again: also
    /// after a commit whose answer was lost, so that it looks before it does what must not happen twice (E-12).
    package func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await engine.transaction(body)
    }

    /// Runs the closure on a consistent view that other writers do not disturb. It must not write.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        try await engine.read(body)
    }

    /// Like work that comes in one by one, and is done as one set: see `Gatherer`.
    package func gatherer<Item: Sendable, Answer: Sendable>(
        _ work: @escaping @Sendable ([Item], Session) throws -> [Answer]
    ) -> Gatherer<Item, Answer> {
        Gatherer(store: self, writers: engine.writers, limit: waitingLimit, work)
    }

    /// Tells the other nodes that share the store; this one hears it as well. It goes out soon, and not too often.
    package func announce(_ news: News) {
        engine.announce(news)
    }

    /// What any node of the store announces from now on; ends at once where there is only this one.
    package func news(_ news: News) -> AsyncStream<Void> {
        engine.news(news)
    }

    /// Closes the database; pending writes have been answered before. Whoever asks from then on is told that the store
    /// is not available.
    package func close() throws {
        try engine.close()
    }
}
