import CPostgres
import Foundation
import Messages

extension PostgresWire {
    /// Asks libpq for a connection; it goes from host to host by itself, and gives each its own time.
    static func connect(_ keywords: [(name: String, value: String)]) -> OpaquePointer? {
        let names: [UnsafePointer<CChar>?] = keywords.map { UnsafePointer(strdup($0.name)) } + [nil]
        let values: [UnsafePointer<CChar>?] = keywords.map { UnsafePointer(strdup($0.value)) } + [nil]
        defer { for text in names + values { free(UnsafeMutablePointer(mutating: text)) } }
        return PQconnectdbParams(names, values, 0)
    }

    /// Sets up a fresh connection as all of ours are, in one trip.
    func settle(in settings: PostgresSettings) throws(PostgresFault) {
        guard let connection, PQstatus(connection) == CONNECTION_OK else { throw refusal() }
        notices.hear(connection)
        guard PQsetnonblocking(connection, 1) == 0, PQenterPipelineMode(connection) == 1 else { throw refusal() }
        do {
            try run(
                """
                SELECT set_config('statement_timeout', :statement, false), set_config('lock_timeout', :lock, false),
                    set_config('idle_in_transaction_session_timeout', :idle, false),
                    set_config('client_min_messages', 'warning', false), set_config('jit', 'off', false),
                    set_config('plan_cache_mode', :cache, false), set_config('enable_seqscan', :scans, false),
                    set_config('enable_hashjoin', :scans, false), set_config('enable_mergejoin', :scans, false)
                """,
                [
                    ("statement", .text("\(settings.statementTimeout.milliseconds)")),
                    ("lock", .text("\(settings.lockTimeout.milliseconds)")),
                    ("idle", .text("\(settings.idleTimeout.milliseconds)")),
                    ("cache", .text(settings.plans == .byIndex ? "force_generic_plan" : "auto")),
                    ("scans", .text(settings.plans == .byIndex ? "off" : "on")),
                ])
        } catch {
            close()
            throw PostgresFault(kind: .cannotConnect, sqlstate: error.sqlstate, message: error.message)
        }
    }

    private func refusal() -> PostgresFault {
        let message = complaint
        close()
        let isFull = message.contains("too many") || message.contains("remaining connection slots")
        return PostgresFault(kind: isFull ? .tooManyConnections : .cannotConnect, sqlstate: nil, message: message)
    }
}
