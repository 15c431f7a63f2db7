import CPostgres
import Foundation

/// Wake-ups between nodes that share a database: hears what others announce, and announces, on a connection and a
/// thread of its own. It connects when it is first needed, and again when the connection was lost.
///
/// An announcement is a hint and no message: it may be lost together with a connection. So everybody who listens looks
/// for himself after each reconnect, when he hears an empty payload, and now and then anyway.
final class PostgresListener: Sendable {
    private let desk = ListenerDesk()

    init(_ settings: PostgresSettings) {
        Thread { [desk] in
            pochtar_name_thread("postgres-listen")
            ListenerLoop(settings, desk).run()
        }.start()
    }

    deinit { desk.close() }

    /// The payloads that others announce on the channel. An empty one comes as soon as it is listened to, after each
    /// reconnect, and to a reader who is so far behind that something was dropped. Ends when the listener is closed.
    func payloads(on channel: String) -> AsyncStream<String> {
        desk.listen(to: channel)
    }

    /// Announces to the other nodes, soon: the same thing at most once in 100 ms, the last wish never forgotten. Those
    /// who listen by this same object do not hear it.
    func announce(_ channel: String, _ payload: String = "") {
        desk.announce(PostgresNotification(channel: channel, payload: payload))
    }

    /// Ends the connection, the thread and all streams.
    func close() {
        desk.close()
    }
}
