package import Messages

/// Documents that a target has, and would not post yet: they are tried again one by one, the earliest date first, for
/// what one of them needs may be what another brings.
extension Session {
    /// The waiting document of the earliest date, once it is due; nil while another of the target's is being tried.
    ///
    /// - Parameter lanes: those that have room.
    package func postingHead(target: String, lanes: some Collection<Lane>, at now: Instant) throws -> OutboxHead? {
        guard !lanes.isEmpty else { return nil }
        let found = try rows(
            """
            SELECT o.dispatch_id, o.lane, o.lease_token, o.due_at, o.dated FROM outbox o
            WHERE o.target = :target AND o.dated IS NOT NULL AND o.due_at <= :now
              AND o.lane IN (SELECT lane FROM input)
              AND (o.lease_until IS NULL OR o.lease_until < :now) AND \(Self.isHead)
              AND NOT EXISTS (SELECT 1 FROM outbox t
                WHERE t.target = :target AND t.dated IS NOT NULL AND t.lease_until >= :now)
            ORDER BY o.dated, o.dispatch_id LIMIT 1 \(dialect.lockingFree("o"))
            """, ["target": target, "now": now], each: Inputs(Array(lanes), (.text("lane"), { $0 }))
        )
        // SQLite asks lane by lane.
        return found.min {
            ($0.instant("dated"), $0.text("dispatch_id")) < ($1.instant("dated"), $1.text("dispatch_id"))
        }.map(OutboxHead.init)
    }

    /// Makes waiting documents due now, those of the earliest dates, unless they were tried after `before`: something
    /// was posted that may be what they wait for.
    package func hastenPostings(target: String, triedBefore before: Instant, limit: Int, at now: Instant) throws {
        try post(
            """
            UPDATE outbox SET due_at = :now WHERE dispatch_id IN (
              SELECT o.dispatch_id FROM outbox o JOIN dispatch d ON d.id = o.dispatch_id
              WHERE o.target = :target AND o.dated IS NOT NULL AND o.due_at > :now AND d.updated_at <= :before
              ORDER BY o.dated, o.dispatch_id LIMIT :limit \(dialect.lockingFree("o")))
            """, ["now": now, "target": target, "before": before, "limit": limit])
    }
}
