package import Messages

extension Session {
    /// The answer stored under the claim's key, unless its time is over.
    package func storedReply(for claim: IdempotencyClaim, at now: Instant) throws -> StoredReply? {
        try row(
            """
            SELECT fingerprint, status, headers, body, correlation_id, created_at FROM idempotency
            WHERE caller = :caller AND method = :method AND route = :route AND key = :key AND expires_at > :now
            """,
            [
                "caller": claim.caller, "method": claim.method, "route": claim.route, "key": claim.key, "now": now,
            ]
        ).map {
            StoredReply(
                fingerprint: $0.text("fingerprint"),
                reply: Reply(
                    status: $0.int("status"), headers: $0.json("headers")?.members ?? [], body: $0.bytes("body")),
                correlationID: $0.text("correlation_id"), createdAt: $0.instant("created_at"))
        }
    }

    /// Stores an answer under its key, in the transaction of the effect it tells of.
    package func keep(_ reply: Reply, for claim: IdempotencyClaim, at now: Instant, until expiry: Instant) throws {
        try run(
            """
            INSERT INTO idempotency (caller, method, route, key, fingerprint, status, headers, body, correlation_id,
              created_at, expires_at)
            VALUES (:caller, :method, :route, :key, :fingerprint, :status, :headers, :body, :correlation_id,
              :now, :expiry)
            ON CONFLICT (caller, method, route, key) DO UPDATE SET fingerprint = excluded.fingerprint,
              status = excluded.status, headers = excluded.headers, body = excluded.body,
              correlation_id = excluded.correlation_id, created_at = excluded.created_at,
              expires_at = excluded.expires_at
            """,
            [
                "caller": claim.caller, "method": claim.method, "route": claim.route, "key": claim.key,
                "fingerprint": claim.fingerprint, "status": reply.status, "headers": JSON.object(reply.headers),
                "body": reply.body, "correlation_id": claim.correlationID, "now": now, "expiry": expiry,
            ])
    }

    /// Forgets keys whose time is over; returns how many.
    package func purgeIdempotency(at now: Instant, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM idempotency WHERE rowid IN
              (SELECT rowid FROM idempotency WHERE expires_at <= :now LIMIT :limit)
            """, ["now": now, "limit": limit])
    }
}
