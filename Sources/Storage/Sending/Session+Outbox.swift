package import Messages

extension Session {
    /// Claims up to `limit` dispatches of a lane that are due: of each object key the head only, so that a target gets
    /// versions and slots in order, and a stuck object holds nobody but itself.
    package func claimOutbox(
        target: String, lane: Lane, limit: Int, at now: Instant, lease: Span
    ) throws -> [OutboxClaim] {
        let heads = try rows(
            """
            SELECT o.dispatch_id, o.lease_token FROM outbox o
            WHERE o.target = :target AND o.lane = :lane AND o.due_at <= :now
              AND (o.lease_until IS NULL OR o.lease_until < :now)
              AND NOT EXISTS (SELECT 1 FROM outbox e
                WHERE e.head_key = o.head_key AND e.target = o.target
                  AND (e.ordinal < o.ordinal OR (e.ordinal = o.ordinal AND (e.position < o.position
                    OR (e.position = o.position AND e.dispatch_id < o.dispatch_id)))))
            ORDER BY o.due_at, o.dispatch_id LIMIT :limit
            """, ["target": target, "lane": lane, "now": now, "limit": limit])
        return try heads.map { row in
            let token = row.int("lease_token") + 1
            let id = row.text("dispatch_id")
            let claim = try claim(id, token)
            try run(
                "UPDATE outbox SET lease_until = :until, lease_token = :token WHERE dispatch_id = :id",
                ["until": now + lease, "token": token, "id": id])
            try run(
                "UPDATE dispatch SET state = 'sending', updated_at = :now WHERE id = :id", ["now": now, "id": id])
            return claim
        }
    }

    private func claim(_ id: String, _ token: Int) throws -> OutboxClaim {
        let found = try row(
            """
            SELECT d.*, m.correlation_id, m.received_at, COALESCE(x.reference, d.reference) AS known_reference
            FROM dispatch d JOIN message m ON m.id = d.message_id
            LEFT JOIN xref x ON x.object_id = d.object_id AND x.object_type = d.object_type AND x.system = d.system
              AND x.target = d.target AND x.slot = d.slot
            WHERE d.id = :id
            """, ["id": id])
        guard let found else { preconditionFailure("the outbox refers to a dispatch that is there") }
        return OutboxClaim(
            dispatch: Self.dispatch(found, reference: found.textIfAny("known_reference")), token: token,
            correlationID: found.text("correlation_id"), receivedAt: found.instant("received_at"))
    }

    /// Whether the claim is still valid; after the check nobody else can take it within this transaction.
    package func owns(_ claim: OutboxClaim) throws -> Bool {
        try row(
            "SELECT 1 AS yes FROM outbox WHERE dispatch_id = :id AND lease_token = :token",
            ["id": claim.dispatch.id, "token": claim.token]) != nil
    }

    /// Ends a dispatch for good: it leaves the outbox, and what stood behind it may go.
    package func leaveOutbox(
        _ id: String, state: DispatchState, reference: String?, reason: String?, detail: JSON? = nil, at now: Instant
    ) throws {
        try run("DELETE FROM outbox WHERE dispatch_id = :id", ["id": id])
        try run("DELETE FROM waits WHERE dispatch_id = :id", ["id": id])
        try setState(id, state, reference: reference, reason: reason, detail: detail, at: now)
    }

    /// Holds a dispatch: it stays at the head of its object and is not tried by itself (refused, dead).
    package func hold(
        _ id: String, state: DispatchState, reason: String, detail: JSON? = nil, at now: Instant
    ) throws {
        try run(
            "UPDATE outbox SET due_at = NULL, lease_until = NULL, held_by_outage = 0 WHERE dispatch_id = :id",
            ["id": id])
        try setState(id, state, reference: nil, reason: reason, detail: detail, at: now)
    }

    /// Gives a dispatch back, to be claimed again from `due` on. `byOutage`: it waits for the target to come back, and
    /// is due at once when it does.
    package func postpone(
        _ id: String, state: DispatchState, reference: String? = nil, due: Instant, byOutage: Bool, reason: String?,
        at now: Instant
    ) throws {
        try run(
            """
            UPDATE outbox SET due_at = :due, lease_until = NULL, held_by_outage = :outage WHERE dispatch_id = :id
            """, ["due": due, "outage": byOutage, "id": id])
        try setState(id, state, reference: reference, reason: reason, detail: nil, at: now)
    }

    /// Lets nothing of an object go to a target before `until`; what is held for good stays so. `byOutage`: it is due
    /// at once when the target comes back.
    package func holdBack(_ key: ObjectKey, target: String, until: Instant, byOutage: Bool) throws {
        try run(
            """
            UPDATE outbox SET due_at = :until, held_by_outage = :outage
            WHERE head_key = :head AND target = :target AND due_at < :until
            """, ["until": until, "outage": byOutage, "head": key.description, "target": target])
    }

    /// Counts one try.
    package func countAttempt(_ id: String) throws {
        try run("UPDATE dispatch SET attempts = attempts + 1 WHERE id = :id", ["id": id])
    }

    /// Makes everything that waits for the target's return due now; returns how many.
    package func wakeHeldByOutage(target: String, at now: Instant) throws -> Int {
        try run(
            """
            UPDATE outbox SET due_at = :now, held_by_outage = 0
            WHERE target = :target AND held_by_outage = 1 AND due_at IS NOT NULL
            """, ["now": now, "target": target])
    }

    private func setState(
        _ id: String, _ state: DispatchState, reference: String?, reason: String?, detail: JSON?, at now: Instant
    ) throws {
        try run(
            """
            UPDATE dispatch SET state = :state, reference = COALESCE(:reference, reference), reason = :reason,
              detail = :detail, updated_at = :now WHERE id = :id
            """,
            [
                "state": state, "reference": reference, "reason": reason, "detail": detail, "now": now, "id": id,
            ])
    }

    static func dispatch(_ row: Row, reference: String?) -> Dispatch {
        Dispatch(
            id: row.text("id"), messageID: row.text("message_id"), source: row.objectKey, ordinal: row.int("ordinal"),
            position: row.int("position"), target: row.text("target"), slot: row.text("slot"),
            targetType: row.text("target_type"), action: row.word("action"), lane: row.word("lane"),
            state: row.word("state"), key: row.text("key"), fields: row.text("fields"),
            revision: RevisionID(row.text("revision")), attempts: row.int("attempts"), wanted: row.text("wanted"),
            reference: reference, reason: row.textIfAny("reason"), createdAt: row.instant("created_at"))
    }
}
