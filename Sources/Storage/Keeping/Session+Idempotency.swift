package import Messages

extension Session {
    /// The answers stored under the claims' keys, by claim. Those whose time is over are forgotten on the way, where
    /// the transaction may write.
    package func storedReplies(
        for claims: [IdempotencyClaim], at now: Instant
    ) throws -> [IdempotencyClaim: StoredReply] {
        let found = try rows(
            """
            SELECT input.n, i.fingerprint, i.status, i.headers, i.body, i.correlation_id, i.created_at, i.expires_at
            FROM input JOIN idempotency i ON i.key = input.key AND i.caller = input.caller
              AND i.method = input.method AND i.route = input.route
            """, each: Self.names(claims))
        let expired = found.filter { $0.instant("expires_at") <= now }
        if !expired.isEmpty, !isReadOnly { try forget(expired.map { claims[$0.int("n") - 1] }) }
        let valid = found.filter { $0.instant("expires_at") > now }
        return Dictionary(valid.map { (claims[$0.int("n") - 1], Self.storedReply($0)) }) { first, _ in first }
    }

    private func forget(_ claims: [IdempotencyClaim]) throws {
        try post(
            """
            DELETE FROM idempotency
            WHERE (key, caller, method, route) IN (SELECT key, caller, method, route FROM input)
            """, each: Self.names(claims))
    }

    private static func names(_ claims: [IdempotencyClaim]) -> Inputs {
        Inputs(
            claims, (.text("key"), { $0.key }), (.text("caller"), { $0.caller }), (.text("method"), { $0.method }),
            (.text("route"), { $0.route }))
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

    /// Stores an answer under its key, in the transaction of the effect it tells of, after the key was looked up. One
    /// that somebody else stores at this moment is refused; the transaction then runs again, and finds it.
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
        FROM input
        """)
}
