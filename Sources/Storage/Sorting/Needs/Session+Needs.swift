package import Messages

extension Session {
    /// The latest version of each object that there is; of an object that was deleted, the last one before that.
    package func latestVersions(of keys: some Collection<ObjectKey>) throws -> [ObjectKey: Message] {
        guard !keys.isEmpty else { return [:] }
        let latest = try rows(
            """
            SELECT m.* FROM input JOIN object o ON o.object_id = input.object_id AND o.object_type = input.object_type
              AND o.system = input.system
            JOIN message m ON m.id = o.message_id
            """, each: Self.named(keys)
        ).map(Self.message)
        var found = Dictionary(latest.map { ($0.key, $0) }) { first, _ in first }
        for deletion in latest where deletion.operation == .delete {
            guard let before = try lastBefore(deletion) else { continue }
            found[deletion.key] = Message(
                id: before.id, key: before.key, ordinal: deletion.ordinal, version: deletion.version,
                changedAt: deletion.changedAt, operation: .delete, presentation: before.presentation,
                data: before.data, caller: before.caller, correlationID: before.correlationID,
                receivedAt: before.receivedAt)
        }
        return found
    }

    /// How many versions of each object have come; objects that never came are left out.
    package func latestOrdinals(of keys: some Collection<ObjectKey>) throws -> [ObjectKey: Int] {
        guard !keys.isEmpty else { return [:] }
        let found = try rows(
            """
            SELECT o.object_id, o.object_type, o.system, o.ordinal FROM input
            JOIN object o ON o.object_id = input.object_id AND o.object_type = input.object_type
              AND o.system = input.system
            """, each: Self.named(keys))
        return Dictionary(found.map { ($0.objectKey, $0.int("ordinal")) }) { first, _ in first }
    }

    /// Writes down which versions of other objects were read when an object was mapped, in the place of what was
    /// written down before.
    package func noteNeeds(of reader: ObjectKey, _ read: [ObjectKey: Int]) throws {
        try post(
            """
            DELETE FROM need WHERE reader_id = :id AND reader_type = :type AND reader_system = :system
            """, ["id": reader.id, "type": reader.type, "system": reader.system])
        for (key, ordinal) in read.sorted(by: { $0.key.description < $1.key.description }) {
            try write(.need, key.id, key.type, key.system, reader.id, reader.type, reader.system, ordinal)
        }
    }

    /// Who was mapped with an older version of these objects than there is now, each told once.
    package func outdatedReaders(of keys: some Collection<ObjectKey>) throws -> [OutdatedReader] {
        try rows(Self.outdated("input JOIN need n ON \(Self.sameObject("input"))", and: ""), each: Self.named(keys))
            .map(OutdatedReader.init)
    }

    /// Everybody who was mapped with an older version than there is now and has been delivered so, by their object's
    /// key: what an operator may have mapped again.
    package func outdatedReaders(limit: Int) throws -> [OutdatedReader] {
        try rows(
            Self.outdated("need n", and: "ORDER BY n.reader_id, n.reader_type, n.object_id LIMIT :limit"),
            ["limit": limit]
        ).map(OutdatedReader.init)
    }

    /// Which of these objects somebody waits for to read them, by target.
    package func awaitedToRead(among keys: some Collection<ObjectKey>) throws -> [String: [Reference]] {
        Self.awaited(
            try rows(
                """
                SELECT DISTINCT w.target, w.object_id, w.object_type, w.system FROM input
                JOIN waits w ON \(Self.sameObject("input", "w")) AND w.target_type = ''
                """, each: Self.named(keys)))
    }

    /// Objects that somebody waits for to read them although they have come: they came in while the wait was being
    /// written down.
    package func overlookedToRead(limit: Int) throws -> [String: [Reference]] {
        Self.awaited(
            try rows(
                """
                SELECT DISTINCT w.target, w.object_id, w.object_type, w.system FROM waits w
                JOIN object o ON \(Self.sameObject("w", "o")) WHERE w.target_type = '' LIMIT :limit
                """, ["limit": limit]))
    }

    private static func awaited(_ rows: [Row]) -> [String: [Reference]] {
        Dictionary(grouping: rows) { $0.text("target") }.mapValues { rows in
            rows.map { Reference(stored: $0.objectKey) }
        }
    }

    private func lastBefore(_ deletion: Message) throws -> Message? {
        try row(
            """
            SELECT * FROM message WHERE object_id = :id AND object_type = :type AND system = :system
              AND operation = 'upsert' ORDER BY ordinal DESC LIMIT 1
            """, ["id": deletion.key.id, "type": deletion.key.type, "system": deletion.key.system]
        ).map(Self.message)
    }

    private static func outdated(_ from: String, and rest: String) -> String {
        """
        SELECT n.object_id, n.object_type, n.system, n.reader_id, n.reader_type, n.reader_system, r.message_id
        FROM \(from)
        JOIN object o ON o.object_id = n.object_id AND o.object_type = n.object_type AND o.system = n.system
        JOIN object r ON r.object_id = n.reader_id AND r.object_type = n.reader_type AND r.system = n.reader_system
        WHERE o.ordinal > n.ordinal \(rest)
        """
    }

    private static func sameObject(_ one: String, _ other: String = "n") -> String {
        "\(other).object_id = \(one).object_id AND \(other).object_type = \(one).object_type "
            + "AND \(other).system = \(one).system"
    }

    private static func named(_ keys: some Collection<ObjectKey>) -> Inputs {
        Inputs(
            Array(keys), (.text("object_id"), { $0.id }), (.text("object_type"), { $0.type }),
            (.text("system"), { $0.system }))
    }
}

extension SetWrite {
    fileprivate static let need = SetWrite(
        .need, keyed: 6,
        [
            .text("object_id"), .text("object_type"), .text("system"), .text("reader_id"), .text("reader_type"),
            .text("reader_system"), .integer("ordinal"),
        ],
        """
        INSERT INTO need (object_id, object_type, system, reader_id, reader_type, reader_system, ordinal)
        SELECT object_id, object_type, system, reader_id, reader_type, reader_system, ordinal FROM input WHERE true
        ON CONFLICT (object_id, object_type, system, reader_id, reader_type, reader_system)
        DO UPDATE SET ordinal = excluded.ordinal
        """)
}
