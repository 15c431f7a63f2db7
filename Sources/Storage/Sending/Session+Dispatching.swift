package import Messages

extension Session {
    /// Sets a new dispatch on its way: ready to be claimed now, or parked on what it waits for.
    package func open(_ dispatch: Dispatch, fieldsHash: String, waits: [Reference], escalateAt: Instant) throws {
        try insert(dispatch, fieldsHash)
        try write(
            .outbox, dispatch.id, dispatch.target, dispatch.lane, dispatch.source.description, dispatch.ordinal,
            dispatch.position, waits.isEmpty ? dispatch.createdAt : nil as Instant?, dispatch.createdAt)
        for wait in waits {
            try write(
                .waits, dispatch.id, wait.targetType, wait.source.system, wait.source.type, wait.source.id,
                dispatch.target, wait.name, dispatch.createdAt, escalateAt)
        }
    }

    /// Writes down a dispatch that needs no sending: the target has exactly this already.
    package func recordUnchanged(_ dispatch: Dispatch, fieldsHash: String) throws {
        try insert(dispatch, fieldsHash)
    }

    private func insert(_ dispatch: Dispatch, _ fieldsHash: String) throws {
        try write(
            .dispatch, dispatch.id, dispatch.messageID, dispatch.source.system, dispatch.source.type,
            dispatch.source.id, dispatch.ordinal, dispatch.position, dispatch.target, dispatch.slot,
            dispatch.targetType, dispatch.action, dispatch.lane, dispatch.state, dispatch.key, dispatch.fields,
            fieldsHash, dispatch.revision, dispatch.attempts, dispatch.wanted, dispatch.reference, dispatch.reason,
            dispatch.createdAt)
    }

    /// The dispatches of objects that are still in the outbox, live ones and held dead letters, by object and target;
    /// in the order in which the target gets them.
    package func standing(of keys: some Collection<ObjectKey>) throws -> [ObjectKey: [String: [StandingDispatch]]] {
        let found = try rows(
            """
            SELECT d.* FROM input JOIN outbox o ON o.head_key = input.head JOIN dispatch d ON d.id = o.dispatch_id
            """, each: Inputs(keys, (.text("head"), { $0.description }))
        ).map {
            StandingDispatch(
                dispatch: Self.dispatch($0, reference: $0.textIfAny("reference")), fieldsHash: $0.text("fields_hash"))
        }
        return Dictionary(grouping: found, by: \.dispatch.source).mapValues { standing in
            Dictionary(grouping: standing.sorted { $0.dispatch.isBefore($1.dispatch) }, by: \.dispatch.target)
        }
    }

    /// The same for one object and one target.
    package func standing(of key: ObjectKey, target: String) throws -> [StandingDispatch] {
        try standing(of: [key])[key]?[target] ?? []
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
}

extension Dispatch {
    /// Whether the target gets this one before the other one of the same object.
    fileprivate func isBefore(_ other: Dispatch) -> Bool {
        (ordinal, position, id) < (other.ordinal, other.position, other.id)
    }
}

extension SetWrite {
    fileprivate static let dispatch = SetWrite(
        .dispatch, keyed: 1,
        [
            .text("id"), .text("message_id"), .text("system"), .text("object_type"), .text("object_id"),
            .integer("ordinal"), .integer("position"), .text("target"), .text("slot"), .text("target_type"),
            .text("action"), .text("lane"), .text("state"), .text("key"), .text("fields"), .text("fields_hash"),
            .text("revision"), .integer("attempts"), .text("wanted"), .text("reference"), .text("reason"),
            .integer("created_at"),
        ],
        """
        INSERT INTO dispatch (id, message_id, system, object_type, object_id, ordinal, position, target, slot,
          target_type, action, lane, state, key, fields, fields_hash, revision, attempts, wanted, reference, reason,
          created_at, updated_at)
        SELECT id, message_id, system, object_type, object_id, ordinal, position, target, slot, target_type, action,
          lane, state, key, fields, fields_hash, revision, attempts, wanted, reference, reason, created_at, created_at
        FROM input
        """)

    fileprivate static let outbox = SetWrite(
        .outbox, keyed: 1,
        [
            .text("id"), .text("target"), .text("lane"), .text("head_key"), .integer("ordinal"), .integer("position"),
            .integer("due_at"), .integer("since"),
        ],
        """
        INSERT INTO outbox (dispatch_id, target, lane, head_key, ordinal, position, due_at, since)
        SELECT id, target, lane, head_key, ordinal, position, due_at, since FROM input
        """)

    fileprivate static let waits = SetWrite(
        .waits, keyed: 5,
        [
            .text("id"), .text("target_type"), .text("system"), .text("object_type"), .text("object_id"),
            .text("target"), .text("name"), .integer("since"), .integer("escalate_at"),
        ],
        """
        INSERT INTO waits (dispatch_id, target_type, system, object_type, object_id, target, name, since, escalate_at)
        SELECT id, target_type, system, object_type, object_id, target, name, since, escalate_at FROM input WHERE true
        ON CONFLICT DO NOTHING
        """)
}
