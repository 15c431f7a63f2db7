package import Messages

extension Session {
    /// All that is known of an object; nil when it never came.
    package func passport(of key: ObjectKey) throws -> Passport? {
        let found = try row(
            """
            SELECT message_id, arrivals FROM object
            WHERE system = :system AND object_type = :type AND object_id = :id
            """, ["system": key.system, "type": key.type, "id": key.id])
        guard let found, let latest = try message(found.text("message_id")) else { return nil }
        let known = try rows(
            """
            SELECT * FROM xref WHERE object_id = :id AND object_type = :type AND system = :system
            ORDER BY target, slot
            """,
            ["id": key.id, "type": key.type, "system": key.system]
        ).map(Self.crossReference)
        let dispatches = try rows(
            """
            SELECT * FROM dispatch
            WHERE object_id = :id AND object_type = :type AND system = :system
              AND (message_id = :latest OR state IN ('queued', 'sending', 'written', 'parked'))
              AND state <> 'superseded'
            ORDER BY ordinal, position, id
            """, ["id": key.id, "type": key.type, "system": key.system, "latest": latest.id]
        ).map { Self.dispatch($0, reference: $0.textIfAny("reference")) }
        return Passport(
            latest: latest, versions: found.int("arrivals"), sorting: try sorting(of: latest.id), known: known,
            dispatches: dispatches)
    }

    /// What came of mapping a message.
    package func sorting(of message: String) throws -> Sorting? {
        try row("SELECT * FROM sorting WHERE message_id = :id", ["id": message]).map(Self.sorting)
    }

    static func sorting(_ row: Row) -> Sorting {
        Sorting(
            messageID: row.text("message_id"), outcome: row.word("outcome"), reason: row.textIfAny("reason"),
            detail: row.json("detail"), revision: row.textIfAny("revision").map(RevisionID.init))
    }

    /// Whether a message waits to be mapped.
    package func isInInbox(_ message: String) throws -> Bool {
        try row("SELECT 1 AS yes FROM inbox WHERE message_id = :id", ["id": message]) != nil
    }

    /// Whether a caller ever handed in a version of the object.
    package func wasHandedIn(_ key: ObjectKey, by caller: String) throws -> Bool {
        try row(
            """
            SELECT 1 AS yes FROM message
            WHERE system = :system AND object_type = :type AND object_id = :id AND caller = :caller LIMIT 1
            """, ["system": key.system, "type": key.type, "id": key.id, "caller": caller]) != nil
    }

    /// Objects that people may mean, the latest changed first: by GUID in any form that 1С writes, by message id, by
    /// dispatch id, or by a part of what they are called, in either case.
    package func findObjects(_ text: String, offset: Int = 0, limit: Int) throws -> [ObjectKey] {
        try rows(
            """
            SELECT system, object_type, object_id FROM object
            WHERE object_id = :exact
              OR message_id = :exact
              OR (system, object_type, object_id) IN
                (SELECT system, object_type, object_id FROM message WHERE id = :exact)
              OR (system, object_type, object_id) IN
                (SELECT system, object_type, object_id FROM dispatch WHERE id = :exact)
              OR lower(presentation) LIKE :text ESCAPE '!' OR lower(presentation) LIKE :lower ESCAPE '!'
              OR lower(presentation) LIKE :upper ESCAPE '!' OR lower(presentation) LIKE :capital ESCAPE '!'
            ORDER BY changed_at DESC, object_id, object_type LIMIT :limit OFFSET :offset
            """,
            [
                "exact": GUID.normalized(text) ?? text.lowercased(), "text": TextPattern(text),
                "lower": TextPattern(text.lowercased()), "upper": TextPattern(text.uppercased()),
                "capital": TextPattern(text.prefix(1).uppercased() + text.dropFirst().lowercased()),
                "limit": limit, "offset": offset,
            ]
        ).map(\.objectKey)
    }
}
