package import Messages

extension Session {
    /// The latest versions of objects, ordered by the objects' GUIDs, at most so many after an object: a page of what
    /// is stored, so that nobody holds all of it.
    package func latestMessages(
        _ selection: HistorySelection, after: ObjectKey?, limit: Int
    ) throws -> [Message] {
        try rows(
            """
            SELECT m.* FROM object o JOIN message m ON m.id = o.message_id
            WHERE (o.object_id, o.object_type, o.system) > (:id, :type, :system)
              AND \(dialect.isAmong("o.system || '.' || o.object_type", ":types"))
              AND m.received_at >= :since AND m.received_at < :until
            ORDER BY o.object_id, o.object_type, o.system LIMIT :limit
            """,
            [
                "id": after?.id ?? "", "type": after?.type ?? "", "system": after?.system ?? "",
                "types": JSON.array(selection.types.sorted().map(JSON.string)),
                "since": selection.since ?? Instant(milliseconds: .min),
                "until": selection.until ?? Instant(milliseconds: .max), "limit": limit,
            ]
        ).map(Self.message)
    }

    /// What came of mapping messages; a message that was not mapped yet is left out.
    package func sortings(of messages: [String]) throws -> [String: Sorting] {
        let found = try rows(
            "SELECT s.* FROM input JOIN sorting s ON s.message_id = input.id",
            each: Inputs(messages, (.text("id"), { $0 }))
        ).map(Self.sorting)
        return Dictionary(found.map { ($0.messageID, $0) }) { first, _ in first }
    }

    /// The slots that messages were mapped into, by message, ordered by target and slot: of each the dispatch that was
    /// opened last, unless something took its place or took the slot away.
    package func mappedSlots(of messages: [String]) throws -> [String: [MappedSlot]] {
        let found = try rows(
            """
            SELECT d.id, d.message_id, d.target, d.slot, d.action, d.fields_hash, d.revision
            FROM input JOIN dispatch d ON d.message_id = input.id WHERE d.state <> 'superseded'
            """, each: Inputs(messages, (.text("id"), { $0 })))
        return Dictionary(grouping: found) { $0.text("message_id") }.mapValues { rows in
            Dictionary(grouping: rows) { [$0.text("target"), $0.text("slot")] }
                .sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .compactMap { $0.value.max { $0.text("id") < $1.text("id") } }
                .filter { $0.text("action") == Dispatch.Action.write.rawValue }
                .map {
                    MappedSlot(
                        target: $0.text("target"), slot: $0.text("slot"), fieldsHash: $0.text("fields_hash"),
                        revision: RevisionID($0.text("revision")))
                }
        }
    }

    /// Which versions of other objects were read when objects were mapped last, by the object that was mapped.
    package func needs(of readers: some Collection<ObjectKey>) throws -> [ObjectKey: [ObjectKey: Int]] {
        let found = try rows(
            """
            SELECT n.* FROM input JOIN need n ON n.reader_id = input.id AND n.reader_type = input.type
              AND n.reader_system = input.system
            """,
            each: Inputs(
                Array(readers), (.text("id"), { $0.id }), (.text("type"), { $0.type }),
                (.text("system"), { $0.system })))
        return Dictionary(grouping: found) { row in
            ObjectKey(system: row.text("reader_system"), type: row.text("reader_type"), id: row.text("reader_id"))
        }.mapValues { rows in
            Dictionary(rows.map { ($0.objectKey, $0.int("ordinal")) }) { first, _ in first }
        }
    }
}
