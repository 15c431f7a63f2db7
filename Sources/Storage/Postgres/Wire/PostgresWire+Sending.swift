import CPostgres

extension PostgresWire {
    /// Puts a statement into the pipeline, BEGIN before it where that is still owed.
    func send(
        _ sql: String, _ parameters: Parameters, each inputs: Inputs?, _ wanted: AnswerQueue.Wanted
    ) throws(PostgresFault) {
        if let failure { throw failure }
        try sendWishedBegin()
        let statement = statement(sql)
        let values = statement.named.names.map { name in
            guard let parameter = parameters.first(where: { $0.name == name }) else {
                preconditionFailure("the parameter :\(name) has no value")
            }
            return parameter.value
        }
        let variant = statement.variant(inputs?.columns ?? [], values)
        try prepare(variant)
        self.parameters.clear()
        if let inputs { for column in inputs.columns.indices { self.parameters.add(column: column, of: inputs) } }
        for value in values { self.parameters.add(value) }
        try execute(variant, as: .statement(variant, wanted))
    }

    /// Puts a statement that has no parameters into the pipeline: BEGIN, COMMIT and their like.
    func sendControl(_ sql: String, isCommit: Bool = false) throws(PostgresFault) {
        let variant = statement(sql).variant([], [])
        try prepare(variant)
        parameters.clear()
        try execute(variant, as: isCommit ? .commit : .statement(variant, .nothing))
    }

    /// Ends what the server undoes together when something fails, and has it answer everything.
    func sendSync() throws(PostgresFault) {
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        awaited.append(.sync)
    }

    private func sendWishedBegin() throws(PostgresFault) {
        guard case .wished(let begin) = transaction else { return }
        transaction = .open
        try sendControl(begin)
    }

    private func statement(_ sql: String) -> PostgresStatement {
        if let known = statements[sql] { return known }
        let statement = PostgresStatement(sql, number: statements.count)
        statements[sql] = statement
        return statement
    }

    private func prepare(_ variant: PostgresStatement.Variant) throws(PostgresFault) {
        guard isOpen else { throw lost() }
        guard !variant.isPrepared else { return }
        let isSent = PQsendPrepare(connection, variant.name, variant.sql, Int32(variant.types.count), variant.types)
        guard isSent == 1 else { throw lost() }
        variant.isPrepared = true
        awaited.append(.prepare(variant))
    }

    private func execute(
        _ variant: PostgresStatement.Variant, as answer: AnswerQueue.Awaited
    ) throws(PostgresFault) {
        let isSent = parameters.withParameters { values, lengths, formats in
            PQsendQueryPrepared(
                connection, variant.name, Int32(variant.types.count), values, lengths, formats, 1)
        }
        guard isSent == 1 else { throw lost() }
        awaited.append(answer)
    }
}
