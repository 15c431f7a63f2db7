import CPostgres
import Messages

/// One connection to PostgreSQL, always in pipeline mode: what is posted travels without waiting for an answer, and the
/// next question is answered after all of it.
///
/// It belongs to one thread, and blocks it; no wait is longer than `patience`. After an error every call throws that
/// error again until the transaction, or the savepoint, is rolled back. When the connection is lost the wire is closed
/// for good: whoever holds it opens another.
final class PostgresWire {
    /// A parameter and its name in the statement.
    typealias Parameters = [(name: String, value: SQLValue)]

    /// Where the transaction stands.
    enum Transaction {
        case none
        /// Begun for the caller; the server hears of it with the first statement.
        case wished(begin: String)
        case open
    }

    /// How long an answer is waited for before the connection is given up.
    var patience: Span

    var connection: OpaquePointer?
    let notices = NoticeBook()
    let parameters = ParameterBuffer()
    var statements: [String: PostgresStatement] = [:]
    var awaited = AnswerQueue()
    var transaction = Transaction.none
    /// The transaction was begun to read only: a write in it is a mistake of ours, and not the server's state.
    var isReading = false
    var savepoints = 0
    /// COMMIT was sent, or is being sent.
    var isCommitting = false
    /// The server has answered that COMMIT is done.
    var isCommitted = false
    /// What went wrong in this transaction.
    var failure: PostgresFault?
    /// Never to be seen in a message.
    private let secrets: [String]

    /// Connects, to the first host that takes writes unless the source says otherwise. Each host has `connect_timeout`
    /// (3 s) to let us in.
    init(_ settings: PostgresSettings) throws(PostgresFault) {
        let keywords = try settings.keywords()
        patience = settings.patience
        secrets = keywords.filter { $0.name.hasSuffix("password") && !$0.value.isEmpty }.map(\.value)
        connection = Self.connect(keywords)
        try settle(in: settings)
    }

    deinit { PQfinish(connection) }

    /// Whether the connection was usable the last time it was looked at.
    var isOpen: Bool { connection != nil }

    /// Whether a transaction was begun and not yet ended.
    var isInTransaction: Bool {
        if case .none = transaction { false } else { true }
    }

    /// Ends the connection; the server rolls back what was not committed.
    func close() {
        PQfinish(connection)
        connection = nil
        awaited.removeAll()
    }

    /// Runs a statement without waiting for its answer; an error comes out at the next question. Only in a transaction.
    func post(_ sql: String, _ parameters: Parameters = [], each inputs: Inputs? = nil) throws(PostgresFault) {
        precondition(isInTransaction, "what is posted outside of a transaction would never be answered")
        try send(sql, parameters, each: inputs, .nothing)
    }

    /// Runs a statement and says how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ parameters: Parameters = [], each inputs: Inputs? = nil) throws(PostgresFault) -> Int {
        try send(sql, parameters, each: inputs, .count)
        return try answer().affected
    }

    /// Runs a statement and reads its rows.
    func rows(
        _ sql: String, _ parameters: Parameters = [], each inputs: Inputs? = nil
    ) throws(PostgresFault) -> PostgresRows {
        try send(sql, parameters, each: inputs, .rows)
        guard let rows = try answer().rows else { preconditionFailure("a question that was answered has its rows") }
        return rows
    }

    /// The time by the server's own clock, in milliseconds since 1970: leases that several nodes look at.
    func databaseTime() throws(PostgresFault) -> Int64 {
        let sql = "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now"
        guard case .integer(let now) = try rows(sql).values[0][0] else { preconditionFailure("a time is a number") }
        return now
    }

    /// libpq's message for the last error, without passwords.
    var complaint: String {
        let text = connection.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? ""
        let line = text.split(whereSeparator: \.isNewline).joined(separator: "; ")
        return secrets.reduce(line) { $0.replacing($1, with: "***") }
    }
}
