import CPostgres
import Messages

extension PostgresWire {
    /// What the last statement said.
    struct Answer {
        var affected = 0
        var rows: PostgresRows?
    }

    /// Waits for the answers to everything that was sent and gives the last one. Outside of a transaction the
    /// statement is a transaction of its own.
    ///
    /// A sync, and no flush request: after it the server waits for us as idle, so that its own time for that counts.
    func answer() throws(PostgresFault) -> Answer {
        try sendSync()
        defer { if !isInTransaction { failure = nil } }
        return try settle()
    }

    /// Reads all answers that are due, the last of which is to a sync: up to it the server skips what follows a
    /// refusal.
    @discardableResult
    func settle() throws(PostgresFault) -> Answer {
        let deadline = ContinuousClock.now + patience.duration
        var answer = Answer()
        while let next = awaited.next {
            do throws(PostgresFault) {
                try take(next, by: deadline, into: &answer)
            } catch {
                if failure == nil { failure = error }
                guard isOpen else { break }
            }
        }
        if let failure { throw failure }
        return answer
    }

    /// The connection is of no use any more: closes it, and says what that means.
    ///
    /// - Parameter word: the server's own last word on it.
    func lost(_ reason: String? = nil, lastWord word: PostgresFault? = nil) -> PostgresFault {
        let message = [reason ?? complaint, notices.warning ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
        let isUnknown = isCommitUncertain(after: word)
        close()
        if let failure { return failure }
        if let word, !isUnknown { return word }
        return PostgresFault(
            kind: .connectionLost(during: isUnknown ? .commit : .statement), sqlstate: word?.sqlstate,
            message: word?.message ?? (message.isEmpty ? "the connection is closed" : message))
    }

    /// Whether COMMIT was sent and may have been done. The server answers in order: its last word in answer to
    /// something before COMMIT, or about a transaction that lay idle, means that it never came to it.
    private func isCommitUncertain(after word: PostgresFault?) -> Bool {
        guard isCommitting, failure == nil else { return false }
        guard let word else { return true }
        switch awaited.next {
        case .prepare, .statement: return false
        case .commit: return word.kind != .idleInTransaction
        case .sync, nil: return true
        }
    }

    private func take(
        _ awaited: AnswerQueue.Awaited, by deadline: ContinuousClock.Instant, into answer: inout Answer
    ) throws(PostgresFault) {
        if case .commit = awaited { notices.warning = nil }
        guard let result = try nextResult(by: deadline) else { throw lost("an answer is missing") }
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        if PQstatus(connection) != CONNECTION_OK || PostgresFault.isLastWord(result) {
            let word = PostgresFault(result)
            throw lost(lastWord: word.sqlstate == nil ? nil : word)
        }
        if case .sync = awaited {
            guard status == PGRES_PIPELINE_SYNC else { throw lost("an answer came in the place of a sync") }
            return self.awaited.removeFirst()
        }
        guard try nextResult(by: deadline) == nil else { throw lost("a statement has two answers") }
        self.awaited.removeFirst()
        try read(result, status, of: awaited, into: &answer)
    }

    private func read(
        _ result: OpaquePointer, _ status: ExecStatusType, of awaited: AnswerQueue.Awaited, into answer: inout Answer
    ) throws(PostgresFault) {
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY else {
            if case .prepare(let variant) = awaited { variant.isPrepared = false }
            // What was skipped because of an earlier refusal says nothing of its own.
            if status == PGRES_PIPELINE_ABORTED, failure != nil { return }
            throw PostgresFault(result, isReading: isReading)
        }
        switch awaited {
        case .prepare, .sync, .statement(_, .nothing): break
        case .statement(_, .count): answer.affected = Int(pochtar_affected(result))
        case .statement(let variant, .rows): answer.rows = rows(of: result, variant)
        case .commit:
            try checkCommit(result)
            isCommitted = true
        }
    }

    private func rows(of result: OpaquePointer, _ variant: PostgresStatement.Variant) -> PostgresRows {
        let reader = ResultReader(result)
        let columns = variant.columns ?? reader.columns
        variant.columns = columns
        return PostgresRows(columns: columns, values: reader.values)
    }

    /// TLS may hold bytes back that the socket no longer shows: they are asked for now and then.
    private static let secureSlice = Duration.milliseconds(10)

    /// Sends what is still to be sent and waits for the next result.
    func nextResult(by deadline: ContinuousClock.Instant) throws(PostgresFault) -> OpaquePointer? {
        while PQisBusy(connection) == 1 {
            let isUnsent = PQflush(connection) == 1
            let rest = deadline - .now
            guard rest > .zero else { throw lost("no answer within \(patience.seconds) s") }
            let isSecure = PQsslInUse(connection) == 1
            let heard = pochtar_wait(
                PQsocket(connection), isUnsent, -1, (isSecure ? min(rest, Self.secureSlice) : rest).roundedUp)
            guard isSecure || heard & Int32(POCHTAR_SOCKET.rawValue) != 0 else { continue }
            // When the connection has ended, what came before may still say why: the result has it.
            if PQconsumeInput(connection) == 0 { break }
        }
        return PQgetResult(connection)
    }
}

extension Duration {
    /// In whole milliseconds for poll, at least one.
    var roundedUp: Int32 {
        let (seconds, attoseconds) = components
        return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    }
}
