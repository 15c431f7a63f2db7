package import Messages

extension Session {
    /// Lets everything go that waited for this object in this target. Returns the messages that wait for nothing more
    /// and are to be mapped again, each with the lane it goes in.
    package func endWaits(for reference: Reference, target: String) throws -> [(messageID: String, lane: Lane)] {
        let waiting = try rows(
            """
            SELECT w.dispatch_id, d.message_id, d.lane FROM waits w JOIN dispatch d ON d.id = w.dispatch_id
            WHERE w.object_id = :id AND w.target = :target AND w.target_type = :target_type
              AND w.object_type = :type AND w.system = :system
            """,
            [
                "id": reference.source.id, "target": target, "target_type": reference.targetType,
                "type": reference.source.type, "system": reference.source.system,
            ])
        var free: [(String, Lane)] = []
        for row in waiting {
            let dispatch = row.text("dispatch_id")
            try run(
                """
                DELETE FROM waits WHERE dispatch_id = :dispatch AND object_id = :id AND target_type = :target_type
                  AND object_type = :type AND system = :system
                """,
                [
                    "dispatch": dispatch, "id": reference.source.id, "target_type": reference.targetType,
                    "type": reference.source.type, "system": reference.source.system,
                ])
            let rest = try self.row("SELECT 1 AS yes FROM waits WHERE dispatch_id = :id LIMIT 1", ["id": dispatch])
            if rest == nil { free.append((row.text("message_id"), row.word("lane"))) }
        }
        return free
    }

    /// Waits that have lasted longer than they may; each is returned once.
    package func takeOverdueWaits(at now: Instant, limit: Int) throws -> [Wait] {
        let overdue = try rows(
            """
            SELECT w.*, d.message_id, d.system AS own_system, d.object_type AS own_type, d.object_id AS own_id
            FROM waits w JOIN dispatch d ON d.id = w.dispatch_id
            WHERE w.escalated = 0 AND w.escalate_at <= :now ORDER BY w.escalate_at LIMIT :limit
            """, ["now": now, "limit": limit]
        ).map(Self.wait)
        for wait in overdue {
            try run(
                "UPDATE waits SET escalated = 1 WHERE dispatch_id = :id AND object_id = :object",
                ["id": wait.dispatchID, "object": wait.source.id])
        }
        return overdue
    }

    /// What a dispatch waits for.
    package func waits(of dispatch: String) throws -> [Wait] {
        try rows(
            """
            SELECT w.*, d.message_id, d.system AS own_system, d.object_type AS own_type, d.object_id AS own_id
            FROM waits w JOIN dispatch d ON d.id = w.dispatch_id
            WHERE w.dispatch_id = :id ORDER BY w.target_type, w.object_id
            """, ["id": dispatch]
        ).map(Self.wait)
    }

    private static func wait(_ row: Row) -> Wait {
        Wait(
            dispatchID: row.text("dispatch_id"), messageID: row.text("message_id"),
            waiting: ObjectKey(system: row.text("own_system"), type: row.text("own_type"), id: row.text("own_id")),
            target: row.text("target"), targetType: row.text("target_type"), source: row.objectKey,
            name: row.textIfAny("name"), since: row.instant("since"))
    }
}
