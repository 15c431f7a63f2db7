package import Messages

extension Session {
    /// Which mappings are stopped, and which were let go on: neither is counted any more.
    package func holds() throws -> [MappingHold] {
        try rows(
            """
            SELECT h.*, (SELECT COUNT(*) FROM vanishing v WHERE v.revision = h.revision AND v.target = h.target
              AND v.system = h.system AND v.object_type = h.object_type) AS objects
            FROM hold h ORDER BY h.at DESC, h.id LIMIT 200
            """
        ).map { row in
            MappingHold(
                id: row.text("id"),
                mapping: Self.mappingKey(row),
                at: row.instant("at"), approvedBy: row.textIfAny("approved_by"), reason: row.textIfAny("reason"),
                objects: row.int("objects"))
        }
    }

    /// The same in short, for whoever settles: whether a mapping that was ever stopped was let go on.
    package func approvals() throws -> [MappingKey: Bool] {
        let found = try rows("SELECT revision, target, system, object_type, approved_by FROM hold")
        return Dictionary(found.map { (Self.mappingKey($0), $0.textIfAny("approved_by") != nil) }) { first, _ in first }
    }

    private static func mappingKey(_ row: Row) -> MappingKey {
        MappingKey(
            revision: RevisionID(row.text("revision")), target: row.text("target"), system: row.text("system"),
            type: row.text("object_type"))
    }

    /// Notes that a mapping makes something of an object vanish; returns of how many objects it has done so since then.
    package func noteVanishing(_ mapping: MappingKey, of id: String, at now: Instant, since: Instant) throws -> Int {
        let parameters: Parameters = [
            "revision": mapping.revision.text, "target": mapping.target, "system": mapping.system,
            "type": mapping.type, "id": id, "now": now, "since": since,
        ]
        try post(
            """
            INSERT INTO vanishing (revision, target, system, object_type, object_id, at)
            VALUES (:revision, :target, :system, :type, :id, :now)
            ON CONFLICT (revision, object_type, object_id, system, target) DO UPDATE SET at = excluded.at
            """, parameters)
        return try row(
            """
            SELECT COUNT(*) AS number FROM vanishing WHERE revision = :revision AND target = :target
              AND system = :system AND object_type = :type AND at > :since
            """, parameters)?.int("number") ?? 0
    }

    /// Stops a mapping; false when it is stopped or was let go on already.
    package func hold(_ mapping: MappingKey, at now: Instant) throws -> Bool {
        try run(
            """
            INSERT INTO hold (id, revision, target, system, object_type, at)
            VALUES (:id, :revision, :target, :system, :type, :now)
            ON CONFLICT (revision, object_type, system, target) DO NOTHING
            """,
            [
                "id": Identifier.make(at: now), "revision": mapping.revision.text, "target": mapping.target,
                "system": mapping.system, "type": mapping.type, "now": now,
            ]) > 0
    }

    /// Lets a stopped mapping go on; false when there is none under that id, or it goes on already.
    package func approve(_ id: String, by actor: String, reason: String, at now: Instant) throws -> Bool {
        try run(
            """
            UPDATE hold SET approved_by = :actor, approved_at = :now, reason = :reason
            WHERE id = :id AND approved_by IS NULL
            """, ["actor": actor, "now": now, "reason": reason, "id": id]) > 0
    }
}
