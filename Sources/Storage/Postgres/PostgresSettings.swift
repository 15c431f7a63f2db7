import CPostgres
import Messages

/// How to reach a PostgreSQL server, and how long to wait for it.
struct PostgresSettings: Sendable {
    /// A conninfo string (`host=… dbname=…`) or a URI (`postgres://…`); it may name several hosts.
    let source: String
    /// How long the server may work on one statement.
    var statementTimeout = Span.seconds(10)
    /// How long a statement may wait for a lock.
    var lockTimeout = Span.seconds(5)
    /// How long a transaction may lie idle: a node that hangs must not hold locks.
    var idleTimeout = Span.seconds(10)
    /// How long an answer is waited for, before the connection is given up; longer than the server's own times.
    var patience = Span.seconds(15)

    /// How the server is to find its rows.
    enum Plans: Sendable {
        /// As it thinks best.
        case asServer
        /// By indexes, always in the same way: our statements touch few rows of tables whose sizes change by the
        /// minute, so that the statistics by which a server would choose are never right.
        case byIndex
    }

    var plans = Plans.asServer

    init(_ source: String) {
        self.source = source
    }

    /// What libpq is given: what the source says, and our own wishes where it says nothing.
    ///
    /// - Throws: `cannotConnect` when the source is neither form; it is not repeated, for a password may be in it.
    func keywords() throws(PostgresFault) -> [(name: String, value: String)] {
        var given = try parsed()
        for (name, value) in Self.wishes where !given.contains(where: { $0.name == name }) {
            given.append((name, value))
        }
        return given.filter { $0.name != "client_encoding" } + [("client_encoding", "UTF8")]
    }

    private static let wishes = [
        (name: "target_session_attrs", value: "read-write"),
        (name: "connect_timeout", value: "3"),
        (name: "keepalives", value: "1"),
        (name: "keepalives_idle", value: "10"),
        (name: "keepalives_interval", value: "3"),
        (name: "keepalives_count", value: "3"),
        (name: "tcp_user_timeout", value: "10000"),
        (name: "fallback_application_name", value: "pochtar"),
    ]

    private func parsed() throws(PostgresFault) -> [(name: String, value: String)] {
        guard let options = PQconninfoParse(source, nil) else {
            throw PostgresFault(
                kind: .cannotConnect, sqlstate: nil,
                message: "the connection string is neither keywords (host=… dbname=…) nor a URI (postgres://…)")
        }
        defer { PQconninfoFree(options) }
        var given: [(name: String, value: String)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { given.append((String(cString: keyword), String(cString: value))) }
            option += 1
        }
        return given
    }
}

extension PostgresSettings: CustomStringConvertible {
    /// Says nothing of the source: a password may be in it.
    var description: String { "PostgreSQL" }
}
