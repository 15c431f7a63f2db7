import CPostgres

extension PostgresWire {
    /// Runs the closure in a transaction and commits it. When it throws, nothing was done, unless the error says that
    /// this is unknown.
    @discardableResult
    func transaction<Value>(
        readOnly: Bool = false, _ body: (PostgresWire) throws -> Value
    ) throws -> Value {
        begin(readOnly: readOnly)
        let value: Value
        do {
            value = try body(self)
        } catch {
            rollback()
            throw error
        }
        try commit()
        return value
    }

    /// Begins a transaction; the server hears of it together with the first statement.
    ///
    /// - Parameter readOnly: one consistent view for all questions, and no writes.
    func begin(readOnly: Bool = false) {
        precondition(!isInTransaction, "a transaction stands in no other")
        isReading = readOnly
        transaction = .wished(
            begin: readOnly
                ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN ISOLATION LEVEL READ COMMITTED")
    }

    /// Commits what was posted; returns once it is durable. When it throws, nothing was done, unless the error is
    /// `connectionLost(during: .commit)`: then nobody knows before looking.
    func commit() throws(PostgresFault) {
        precondition(isInTransaction, "there is nothing to commit")
        defer { endTransaction() }
        guard case .open = transaction else { return }
        guard failure == nil else { return try refuseCommit() }
        isCommitting = true
        do throws(PostgresFault) {
            try sendControl("COMMIT", isCommit: true)
            try sendSync()
            try settle()
        } catch {
            // The server said that it is done, and was lost after that.
            if isCommitted { return }
            isCommitting = false
            rollback()
            throw error
        }
    }

    /// Undoes the transaction, whatever became of it; when the server does not say that it did, the connection is
    /// closed.
    func rollback() {
        defer { endTransaction() }
        guard case .open = transaction, isOpen else { return }
        do throws(PostgresFault) {
            try drain()
            guard PQtransactionStatus(connection) != PQTRANS_IDLE else { return }
            try sendControl("ROLLBACK")
            try sendSync()
            try settle()
        } catch {
            close()
        }
    }

    /// Marks a place in the transaction to which it can be rolled back. What was posted before is answered first.
    func savepoint() throws(PostgresFault) {
        precondition(isInTransaction, "a savepoint stands in a transaction")
        if let failure { throw failure }
        try run("SAVEPOINT place\(savepoints + 1)")
        savepoints += 1
    }

    /// Keeps what was done since the last savepoint, once all of it is answered.
    func releaseSavepoint() throws(PostgresFault) {
        precondition(savepoints > 0, "there is no savepoint")
        try run("RELEASE SAVEPOINT place\(savepoints)")
        savepoints -= 1
    }

    /// Undoes what was done since the last savepoint; the transaction is whole again.
    func rollbackToSavepoint() throws(PostgresFault) {
        precondition(savepoints > 0, "there is no savepoint")
        if let failure, !isOpen { throw failure }
        try drain()
        try sendControl("ROLLBACK TO SAVEPOINT place\(savepoints)")
        try run("RELEASE SAVEPOINT place\(savepoints)")
        savepoints -= 1
    }

    /// What the answer to COMMIT must be: done, and without a doubt.
    func checkCommit(_ result: OpaquePointer) throws(PostgresFault) {
        guard String(cString: PQcmdStatus(result)) == "COMMIT" else {
            throw PostgresFault(
                kind: .other, sqlstate: "25P02", message: "the transaction had failed and was rolled back")
        }
        guard let warning = notices.warning else { return }
        // Durable here, but the standby that was to have it did not say so.
        throw PostgresFault(kind: .connectionLost(during: .commit), sqlstate: nil, message: warning)
    }

    /// Waits for everything that was sent, whatever it answers, and forgets the failure.
    private func drain() throws(PostgresFault) {
        if !awaited.isEmpty {
            failure = nil
            try sendSync()
            do { try settle() } catch  where isOpen {}
        }
        failure = nil
    }

    private func refuseCommit() throws(PostgresFault) {
        guard let failure else { return }
        rollback()
        throw failure
    }

    private func endTransaction() {
        isReading = false
        transaction = .none
        failure = nil
        savepoints = 0
        isCommitting = false
        isCommitted = false
    }
}
