import CPostgres

extension PostgresWire {
    /// Has the server send what is announced on a channel from now on.
    func listen(to channel: String) throws(PostgresFault) {
        try run("LISTEN \"\(channel.replacing("\"", with: "\"\""))\"")
    }

    /// What others announced; waits for it until the bell is rung or the time is up, without end when there is none.
    /// What this connection announced itself is left out.
    func notifications(orBell bell: ThreadBell, within time: Duration?) throws(PostgresFault) -> [PostgresNotification]
    {
        precondition(!isInTransaction, "notifications come between transactions")
        guard isOpen else { throw lost() }
        let early = collected()
        guard early.isEmpty else { return early }
        let heard = pochtar_wait(PQsocket(connection), false, bell.descriptor, time?.roundedUp ?? -1)
        if heard & Int32(POCHTAR_RUNG.rawValue) != 0 { bell.clear() }
        if heard & Int32(POCHTAR_SOCKET.rawValue) != 0, PQconsumeInput(connection) == 0 { throw lost() }
        return collected()
    }

    private func collected() -> [PostgresNotification] {
        var notifications: [PostgresNotification] = []
        while let next = PQnotifies(connection) {
            defer { PQfreemem(next) }
            guard next.pointee.be_pid != PQbackendPID(connection) else { continue }
            notifications.append(
                PostgresNotification(
                    channel: String(cString: next.pointee.relname), payload: String(cString: next.pointee.extra)))
        }
        return notifications
    }
}
