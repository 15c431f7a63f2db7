package import Messages

extension Session {
    /// How much waits for systems that come for it themselves. Objects wait in the outbox until they are handed out.
    ///
    /// - Parameter receivers: which systems those are; nil for all that have come, or have confirmations waiting.
    package func feedDepths(of receivers: Set<String>?) throws -> [FeedDepth] {
        let found = try rows(
            """
            SELECT t.receiver, t.kind, t.number, t.oldest,
              (SELECT MAX(f.pulled_at) FROM feed f WHERE f.receiver = t.receiver) AS pulled_at
            FROM (
              SELECT c.receiver, c.kind, COUNT(*) AS number, MIN(c.at) AS oldest FROM change c
              WHERE c.kind <> 'object' GROUP BY c.receiver, c.kind
              UNION ALL
              SELECT o.target, 'object', COUNT(*), MIN(o.since) FROM outbox o WHERE o.due_at IS NOT NULL
              GROUP BY o.target
            ) t ORDER BY 1, 2
            """)
        let comers = found.filter { $0.text("kind") != "object" || $0.instantIfAny("pulled_at") != nil }
        let known = receivers ?? Set(comers.map { $0.text("receiver") })
        return found.filter { known.contains($0.text("receiver")) }.map { row in
            FeedDepth(
                receiver: row.text("receiver"), kind: row.word("kind"), count: row.int("number"),
                oldest: row.instant("oldest"), pulledAt: row.instantIfAny("pulled_at"))
        }
    }

    /// Notes that a receiver leaves things lying; false when that was noted before, and it has not come since.
    package func alarm(_ receiver: String, at now: Instant) throws -> Bool {
        try run(
            "INSERT INTO feed_alarm (receiver, at) VALUES (:receiver, :at) ON CONFLICT (receiver) DO NOTHING",
            ["receiver": receiver, "at": now]) == 1
    }
}
