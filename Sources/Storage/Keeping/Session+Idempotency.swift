package import Messages

extension Session {
    /// The answers stored under the claims' keys, by claim, unless their time is over.
    package func storedReplies(
        for claims: [IdempotencyClaim], at now: Instant
    ) throws -> [IdempotencyClaim: StoredReply] {
        let found = try rows(
            """
            SELECT input.n, i.fingerprint, i.status, i.headers, i.body, i.correlation_id, i.created_at
            FROM input JOIN idempotency i ON i.key = input.key AND i.caller = input.caller
              AND i.method = input.method AND i.route = input.route
            WHERE i.expires_at > :now
            """, ["now": now],
            each: Inputs(
                claims, (.text("key"), { $0.key }), (.text("caller"), { $0.caller }), (.text("method"), { $0.method }),
                (.text("route"), { $0.route })))
        return Dictionary(found.map { (claims[$0.int("n") - 1], Self.storedReply($0)) }) { first, _ in first }
    }

    /// The answer stored under one claim's key.
    package func storedReply(for claim: IdempotencyClaim, at now: Instant) throws -> StoredReply? {
        try storedReplies(for: [claim], at: now)[claim]
    }

    private static func storedReply(_ row: Row) -> StoredReply {
        StoredReply(
            fingerprint: row.text("fingerprint"),
            reply: Reply(
                status: row.int("status"), headers: row.json("headers")?.members ?? [], body: row.bytes("body")),
            correlationID: row.text("correlation_id"), createdAt: row.instant("created_at"))
    }

    /// Stores an answer under its key, in the transaction of the effect it tells of. A key whose time is over is
    /// taken; one that somebody else stores at this moment makes the transaction run again, and find it.
    package func keep(_ reply: Reply, for claim: IdempotencyClaim, at now: Instant, until expiry: Instant) throws {
        try write(
            .idempotency, claim.key, claim.caller, claim.method, claim.route, claim.fingerprint, reply.status,
            JSON.object(reply.headers), reply.body, claim.correlationID, now, expiry)
    }

    /// Forgets keys whose time is over; returns how many.
    package func purgeIdempotency(at now: Instant, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM idempotency WHERE (key, caller, method, route) IN
              (SELECT key, caller, method, route FROM idempotency WHERE expires_at <= :now
               ORDER BY expires_at LIMIT :limit)
            """, ["now": now, "limit": limit])
    }
}

extension SetWrite {
    /// A key whose time is over is taken anew. Within its time it is stored once: for whoever comes second while the
    /// first is not committed yet the status becomes NULL, which the table refuses, and the transaction runs again.
    fileprivate static let idempotency = SetWrite(
        .idempotency, keyed: 4,
        [
            .text("key"), .text("caller"), .text("method"), .text("route"), .text("fingerprint"), .integer("status"),
            .text("headers"), .blob("body"), .text("correlation_id"), .integer("created_at"), .integer("expires_at"),
        ],
        """
        INSERT INTO idempotency (key, caller, method, route, fingerprint, status, headers, body, correlation_id,
          created_at, expires_at)
        SELECT key, caller, method, route, fingerprint, status, headers, body, correlation_id, created_at, expires_at
        FROM input WHERE true
        ON CONFLICT (key, caller, method, route) DO UPDATE SET fingerprint = excluded.fingerprint,
          status = CASE WHEN idempotency.expires_at <= excluded.created_at THEN excluded.status END,
          headers = excluded.headers, body = excluded.body, correlation_id = excluded.correlation_id,
          created_at = excluded.created_at, expires_at = excluded.expires_at
        """)
}
