package import Messages

extension Session {
    /// How much waits, by lane and state.
    package func queueDepths() throws -> [QueueDepth] {
        try rows(
            """
            SELECT lane, 'unsorted' AS state, COUNT(*) AS number, MIN(received_at) AS oldest FROM inbox GROUP BY lane
            UNION ALL
            SELECT d.lane, d.state, COUNT(*), MIN(o.since) FROM outbox o JOIN dispatch d ON d.id = o.dispatch_id
            GROUP BY d.lane, d.state ORDER BY 1, 2
            """
        ).map {
            QueueDepth(
                lane: $0.word("lane"), state: $0.text("state"), count: $0.int("number"), oldest: $0.instant("oldest"))
        }
    }

    /// What stands in the outbox, oldest first, with when it is due.
    package func queue(
        lane: Lane? = nil, state: DispatchState? = nil, offset: Int = 0, limit: Int
    ) throws -> [(dispatch: Dispatch, presentation: String?, due: Instant?)] {
        try rows(
            """
            SELECT d.*, o.due_at, m.presentation FROM outbox o JOIN dispatch d ON d.id = o.dispatch_id
            JOIN message m ON m.id = d.message_id
            WHERE (:lane IS NULL OR d.lane = :lane) AND (:state IS NULL OR d.state = :state)
            ORDER BY o.since, d.id LIMIT :limit OFFSET :offset
            """, ["lane": lane, "state": state, "limit": limit, "offset": offset]
        ).map {
            (
                Self.dispatch($0, reference: $0.textIfAny("reference")), $0.textIfAny("presentation"),
                $0.instantIfAny("due_at")
            )
        }
    }

    /// When a dispatch is tried next; nil when that does not come by itself.
    package func due(of dispatch: String) throws -> Instant? {
        try row("SELECT due_at FROM outbox WHERE dispatch_id = :id", ["id": dispatch])?.instantIfAny("due_at")
    }

    /// How many dispatches stand in the outbox, of a lane and state when asked for.
    package func queueCount(lane: Lane? = nil, state: DispatchState? = nil) throws -> Int {
        try row(
            """
            SELECT COUNT(*) AS number FROM outbox o JOIN dispatch d ON d.id = o.dispatch_id
            WHERE (:lane IS NULL OR d.lane = :lane) AND (:state IS NULL OR d.state = :state)
            """, ["lane": lane, "state": state])?.int("number") ?? 0
    }

    /// Whether nothing is on its way: no message unsorted, no dispatch that can still move by itself.
    package func isIdle() throws -> Bool {
        try row(
            """
            SELECT 1 AS yes WHERE EXISTS (SELECT 1 FROM inbox)
              OR EXISTS (SELECT 1 FROM outbox WHERE due_at IS NOT NULL)
            """) == nil
    }

    /// Whether nothing moves before somebody decides: whatever is due stands behind a dispatch that is held.
    package func isAtRest() throws -> Bool {
        try row(
            """
            SELECT 1 AS yes WHERE EXISTS (SELECT 1 FROM inbox)
              OR EXISTS (SELECT 1 FROM outbox o WHERE o.due_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox e
                WHERE e.head_key = o.head_key AND e.target = o.target AND e.due_at IS NULL
                  AND (e.ordinal < o.ordinal OR (e.ordinal = o.ordinal AND e.position < o.position))))
            """) == nil
    }
}
