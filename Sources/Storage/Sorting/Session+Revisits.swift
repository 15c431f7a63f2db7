package import Messages

extension Session {
    /// Notes that an object was sent without some references: once their objects are there in the target, its latest
    /// version is to be mapped again.
    package func revisit(
        _ object: ObjectKey, when references: [Reference], in target: String, lane: Lane, at now: Instant
    ) throws {
        for reference in references {
            try write(
                .revisit, reference.source.id, reference.targetType, reference.source.type, reference.source.system,
                target, object.id, object.type, object.system, lane, now)
        }
    }

    /// What an object was sent without, each with what people call it, if it ever came.
    package func revisits(of object: ObjectKey) throws -> [(target: String, source: ObjectKey, name: String?)] {
        try rows(
            """
            SELECT r.target, r.system, r.object_type, r.object_id, o.presentation FROM revisit r
            LEFT JOIN object o ON o.object_id = r.object_id AND o.object_type = r.object_type AND o.system = r.system
            WHERE r.waiting_id = :id AND r.waiting_type = :type AND r.waiting_system = :system
            ORDER BY r.target, r.since, r.object_type, r.object_id
            """, ["id": object.id, "type": object.type, "system": object.system]
        ).map { (target: $0.text("target"), source: $0.objectKey, name: $0.textIfAny("presentation")) }
    }

    /// The latest versions of the objects that were sent without these, each told once, with the lane it goes in.
    package func takeRevisits(
        for references: [Reference], target: String
    ) throws -> [(messageID: String, lane: Lane)] {
        let come = Inputs(
            references, (.text("object_id"), { $0.source.id }), (.text("target_type"), { $0.targetType }),
            (.text("object_type"), { $0.source.type }), (.text("system"), { $0.source.system }))
        let waiting = try rows(
            """
            SELECT r.lane, o.message_id FROM input JOIN revisit r ON r.object_id = input.object_id
              AND r.target_type = input.target_type AND r.object_type = input.object_type AND r.system = input.system
            LEFT JOIN object o ON o.object_id = r.waiting_id AND o.object_type = r.waiting_type
              AND o.system = r.waiting_system
            WHERE r.target = :target
            """, ["target": target], each: come)
        guard !waiting.isEmpty else { return [] }
        try post(
            """
            DELETE FROM revisit WHERE target = :target AND (object_id, target_type, object_type, system) IN
              (SELECT object_id, target_type, object_type, system FROM input)
            """, ["target": target], each: come)
        var seen: Set<String> = []
        let taken: [(messageID: String, lane: Lane)] = waiting.compactMap { row in
            row.textIfAny("message_id").map { (messageID: $0, lane: row.word("lane")) }
        }
        return taken.sorted { ($0.messageID, $0.lane.rawValue) < ($1.messageID, $1.lane.rawValue) }
            .filter { seen.insert($0.messageID).inserted }
    }
}

extension SetWrite {
    fileprivate static let revisit = SetWrite(
        .revisits, keyed: 8,
        [
            .text("object_id"), .text("target_type"), .text("object_type"), .text("system"), .text("target"),
            .text("waiting_id"), .text("waiting_type"), .text("waiting_system"), .text("lane"), .integer("since"),
        ],
        """
        INSERT INTO revisit (object_id, target_type, object_type, system, target, waiting_id, waiting_type,
          waiting_system, lane, since)
        SELECT object_id, target_type, object_type, system, target, waiting_id, waiting_type, waiting_system, lane,
          since FROM input WHERE true
        ON CONFLICT DO NOTHING
        """)
}
