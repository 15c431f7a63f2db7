import Messages

extension Session {
    /// Makes an arrival durable, unless the same version of the object is already there.
    ///
    /// A version equal to the latest one changes nothing, and so does one that stands behind the fence of
    /// (source, type, id, version, changed_at, operation): both are answered with the message that came first.
    package func accept(_ arrival: Arrival) throws -> Acceptance {
        let hash = Digest.hex(arrival.data.utf8)
        let latest = try latestVersion(of: arrival.key)
        if let known = try knownVersion(arrival, latest) {
            let differs = known.hash != hash
            try noteDuplicate(arrival, of: known.messageID, differs: differs)
            return .duplicate(of: known.messageID, differs: differs)
        }
        let ordinal = (latest?.arrivals ?? 0) + 1
        let isStale = latest.map { arrival.changedAt < $0.changedAt } ?? false
        try insertMessage(arrival, ordinal, hash)
        if isStale {
            try keepStale(arrival, ordinal)
            return .stale(messageID: arrival.id)
        }
        try pointAt(arrival, ordinal)
        try enterInbox(arrival.id, arrival.key, ordinal, arrival.lane, due: arrival.receivedAt, arrival.receivedAt)
        try note(
            JournalEntry(
                at: arrival.receivedAt, kind: .accepted, object: arrival.key, messageID: arrival.id,
                correlationID: arrival.correlationID, summary: "Принято: \(arrival.presentation ?? arrival.key.type)",
                detail: .object([
                    .init("version", .string(arrival.version)), .init("operation", .string(arrival.operation.rawValue)),
                    .init("caller", .string(arrival.caller)), .init("hash", .string(hash)),
                ])))
        return .accepted(messageID: arrival.id)
    }

    private struct Latest {
        let messageID: String
        let version: String
        let operation: String
        let changedAt: Instant
        let arrivals: Int
    }

    private func latestVersion(of key: ObjectKey) throws -> Latest? {
        try row(
            """
            SELECT message_id, version, operation, changed_at, arrivals FROM object
            WHERE system = :system AND object_type = :type AND object_id = :id
            """, ["system": key.system, "type": key.type, "id": key.id]
        ).map {
            Latest(
                messageID: $0.text("message_id"), version: $0.text("version"), operation: $0.text("operation"),
                changedAt: $0.instant("changed_at"), arrivals: $0.int("arrivals"))
        }
    }

    private func knownVersion(_ arrival: Arrival, _ latest: Latest?) throws -> (messageID: String, hash: String)? {
        if let latest, latest.version == arrival.version, latest.operation == arrival.operation.rawValue {
            return try row("SELECT data_hash FROM message WHERE id = :id", ["id": latest.messageID])
                .map { (latest.messageID, $0.text("data_hash")) }
        }
        return try row(
            """
            SELECT message_id, data_hash FROM fence
            WHERE system = :system AND object_type = :type AND object_id = :id
              AND version = :version AND changed_at = :changed_at AND operation = :operation
            """,
            [
                "system": arrival.key.system, "type": arrival.key.type, "id": arrival.key.id,
                "version": arrival.version, "changed_at": arrival.changedAt, "operation": arrival.operation,
            ]
        ).map { ($0.text("message_id"), $0.text("data_hash")) }
    }

    private func insertMessage(_ arrival: Arrival, _ ordinal: Int, _ hash: String) throws {
        try run(
            """
            INSERT INTO message (id, system, object_type, object_id, ordinal, version, changed_at, operation,
              presentation, data, data_hash, caller, correlation_id, received_at)
            VALUES (:id, :system, :type, :object_id, :ordinal, :version, :changed_at, :operation,
              :presentation, :data, :hash, :caller, :correlation_id, :received_at)
            """,
            [
                "id": arrival.id, "system": arrival.key.system, "type": arrival.key.type,
                "object_id": arrival.key.id, "ordinal": ordinal, "version": arrival.version,
                "changed_at": arrival.changedAt, "operation": arrival.operation,
                "presentation": arrival.presentation, "data": arrival.data, "hash": hash, "caller": arrival.caller,
                "correlation_id": arrival.correlationID, "received_at": arrival.receivedAt,
            ])
        try run(
            """
            INSERT INTO fence (system, object_type, object_id, version, changed_at, operation, message_id, data_hash)
            VALUES (:system, :type, :object_id, :version, :changed_at, :operation, :id, :hash)
            """,
            [
                "system": arrival.key.system, "type": arrival.key.type, "object_id": arrival.key.id,
                "version": arrival.version, "changed_at": arrival.changedAt, "operation": arrival.operation,
                "id": arrival.id, "hash": hash,
            ])
    }

    private func pointAt(_ arrival: Arrival, _ ordinal: Int) throws {
        try run(
            """
            INSERT INTO object (system, object_type, object_id, message_id, ordinal, version, changed_at, operation,
              presentation, arrivals)
            VALUES (:system, :type, :object_id, :id, :ordinal, :version, :changed_at, :operation, :presentation,
              :ordinal)
            ON CONFLICT (system, object_type, object_id) DO UPDATE SET
              message_id = excluded.message_id, ordinal = excluded.ordinal, version = excluded.version,
              changed_at = excluded.changed_at, operation = excluded.operation,
              presentation = COALESCE(excluded.presentation, object.presentation), arrivals = excluded.arrivals
            """,
            [
                "system": arrival.key.system, "type": arrival.key.type, "object_id": arrival.key.id,
                "id": arrival.id, "ordinal": ordinal, "version": arrival.version, "changed_at": arrival.changedAt,
                "operation": arrival.operation, "presentation": arrival.presentation,
            ])
    }

    private func keepStale(_ arrival: Arrival, _ ordinal: Int) throws {
        try run(
            """
            UPDATE object SET arrivals = :ordinal
            WHERE system = :system AND object_type = :type AND object_id = :id
            """,
            [
                "ordinal": ordinal, "system": arrival.key.system, "type": arrival.key.type, "id": arrival.key.id,
            ])
        let reason = "Версия \(arrival.version) старше уже известной: сохранена, не отправляется"
        try noteSorting(
            Sorting(messageID: arrival.id, outcome: .stale, reason: reason, revision: nil), at: arrival.receivedAt)
        try note(
            JournalEntry(
                at: arrival.receivedAt, kind: .stale, object: arrival.key, messageID: arrival.id,
                correlationID: arrival.correlationID, summary: reason))
    }

    private func noteDuplicate(_ arrival: Arrival, of first: String, differs: Bool) throws {
        let summary =
            differs
            ? "Версия \(arrival.version) пришла ещё раз с другим содержимым; осталось прежнее"
            : "Версия \(arrival.version) пришла ещё раз; ничего не изменилось"
        try note(
            JournalEntry(
                at: arrival.receivedAt, kind: .duplicate, object: arrival.key, messageID: first,
                correlationID: arrival.correlationID, summary: summary,
                detail: .object([.init("caller", .string(arrival.caller)), .init("differs", .bool(differs))])))
    }
}
