package import Messages

extension Session {
    /// Sets a new dispatch on its way: ready to be claimed now, or parked on what it waits for.
    package func open(_ dispatch: Dispatch, fieldsHash: String, waits: [Reference], escalateAt: Instant) throws {
        try insert(dispatch, fieldsHash)
        try run(
            """
            INSERT INTO outbox (dispatch_id, target, lane, head_key, ordinal, position, due_at, since)
            VALUES (:id, :target, :lane, :head, :ordinal, :position, :due, :since)
            """,
            [
                "id": dispatch.id, "target": dispatch.target, "lane": dispatch.lane,
                "head": dispatch.source.description, "ordinal": dispatch.ordinal, "position": dispatch.position,
                "due": waits.isEmpty ? dispatch.createdAt : nil, "since": dispatch.createdAt,
            ])
        for wait in waits {
            try run(
                """
                INSERT INTO waits (dispatch_id, target, target_type, system, object_type, object_id, name, since,
                  escalate_at)
                VALUES (:id, :target, :target_type, :system, :type, :object_id, :name, :since, :escalate_at)
                ON CONFLICT DO NOTHING
                """,
                [
                    "id": dispatch.id, "target": dispatch.target, "target_type": wait.targetType,
                    "system": wait.source.system, "type": wait.source.type, "object_id": wait.source.id,
                    "name": wait.name, "since": dispatch.createdAt, "escalate_at": escalateAt,
                ])
        }
    }

    /// Writes down a dispatch that needs no sending: the target has exactly this already.
    package func recordUnchanged(_ dispatch: Dispatch, fieldsHash: String) throws {
        try insert(dispatch, fieldsHash)
    }

    private func insert(_ dispatch: Dispatch, _ fieldsHash: String) throws {
        try run(
            """
            INSERT INTO dispatch (id, message_id, system, object_type, object_id, ordinal, position, target, slot,
              target_type, action, lane, state, key, fields, fields_hash, revision, attempts, wanted, reference,
              reason, created_at, updated_at)
            VALUES (:id, :message_id, :system, :type, :object_id, :ordinal, :position, :target, :slot,
              :target_type, :action, :lane, :state, :key, :fields, :hash, :revision, :attempts, :wanted, :reference,
              :reason, :created_at, :created_at)
            """,
            [
                "id": dispatch.id, "message_id": dispatch.messageID, "system": dispatch.source.system,
                "type": dispatch.source.type, "object_id": dispatch.source.id, "ordinal": dispatch.ordinal,
                "position": dispatch.position, "target": dispatch.target, "slot": dispatch.slot,
                "target_type": dispatch.targetType, "action": dispatch.action, "lane": dispatch.lane,
                "state": dispatch.state, "key": dispatch.key, "fields": dispatch.fields, "hash": fieldsHash,
                "revision": dispatch.revision, "attempts": dispatch.attempts, "wanted": dispatch.wanted,
                "reference": dispatch.reference, "reason": dispatch.reason, "created_at": dispatch.createdAt,
            ])
    }

    /// The dispatches of an object to a target that are still in the outbox: live ones and held dead letters.
    package func standing(of key: ObjectKey, target: String) throws -> [StandingDispatch] {
        try rows(
            """
            SELECT d.*, o.lease_until FROM outbox o JOIN dispatch d ON d.id = o.dispatch_id
            WHERE o.head_key = :head AND o.target = :target ORDER BY d.ordinal, d.position, d.id
            """, ["head": key.description, "target": target]
        ).map {
            StandingDispatch(
                dispatch: Self.dispatch($0, reference: $0.textIfAny("reference")), fieldsHash: $0.text("fields_hash"))
        }
    }

    /// The dispatches of one message, in order.
    package func dispatches(of message: String) throws -> [Dispatch] {
        try rows("SELECT * FROM dispatch WHERE message_id = :id ORDER BY position, id", ["id": message])
            .map { Self.dispatch($0, reference: $0.textIfAny("reference")) }
    }

    /// A dispatch by its id.
    package func dispatch(_ id: String) throws -> Dispatch? {
        try row("SELECT * FROM dispatch WHERE id = :id", ["id": id])
            .map { Self.dispatch($0, reference: $0.textIfAny("reference")) }
    }

    /// The hash by which a dispatch's content is compared.
    package func fieldsHash(of dispatch: String) throws -> String {
        try row("SELECT fields_hash FROM dispatch WHERE id = :id", ["id": dispatch])?.text("fields_hash") ?? ""
    }
}
