import CPostgres
import Messages

extension PostgresWire {
    /// Runs several statements without parameters, such as a schema; outside of a transaction they are one. They must
    /// not begin or end a transaction themselves.
    func script(_ sql: String) throws(PostgresFault) {
        if isInTransaction {
            // The pipeline can only be left when everything in it is answered.
            try send("SELECT 1", [], each: nil, .nothing)
            try sendSync()
            try settle()
        }
        guard isOpen else { throw lost() }
        guard PQexitPipelineMode(connection) == 1, PQsendQuery(connection, sql) == 1 else { throw lost() }
        let fault = try scriptFault()
        guard PQenterPipelineMode(connection) == 1 else { throw lost() }
        guard let fault else { return }
        if isInTransaction { failure = fault }
        throw fault
    }

    /// Reads the answers of a script; its first refusal is the last answer.
    private func scriptFault() throws(PostgresFault) -> PostgresFault? {
        let deadline = ContinuousClock.now + patience.duration
        var fault: PostgresFault?
        while let result = try nextResult(by: deadline) {
            defer { PQclear(result) }
            if PQstatus(connection) != CONNECTION_OK || PostgresFault.isLastWord(result) {
                let word = PostgresFault(result)
                throw lost(lastWord: word.sqlstate == nil ? nil : word)
            }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: break
            case PGRES_FATAL_ERROR: fault = fault ?? PostgresFault(result)
            default: throw lost("a script copies no tables")
            }
        }
        return fault
    }
}
