package import Messages

extension Session {
    /// Keeps a waiver.
    package func add(_ waiver: KeptWaiver) throws {
        try post(
            """
            INSERT INTO waiver (id, rule, couriers, divisions, warehouses, begins_at, until_at, reason, actor,
              created_at, revoked_at, revoked_by)
            VALUES (:id, :rule, :couriers, :divisions, :warehouses, :from, :until, :reason, :actor, :created,
              :revoked, :revoker)
            """,
            [
                "id": waiver.id, "rule": waiver.rule, "couriers": Self.list(waiver.couriers),
                "divisions": Self.list(waiver.divisions), "warehouses": Self.list(waiver.warehouses),
                "from": waiver.from, "until": waiver.until, "reason": waiver.reason, "actor": waiver.actor,
                "created": waiver.createdAt, "revoked": waiver.revokedAt, "revoker": waiver.revokedBy,
            ])
    }

    /// A waiver by its id, one that has ended too; nil when there is none, or it was forgotten.
    package func waiver(_ id: String) throws -> KeptWaiver? {
        try row("SELECT * FROM waiver WHERE id = :id", ["id": id]).map(Self.waiver)
    }

    /// Waivers, the newest first: those in force at a moment, or all.
    package func waivers(inForceAt moment: Instant? = nil, offset: Int = 0, limit: Int) throws -> [KeptWaiver] {
        try rows(
            "SELECT * FROM waiver \(Self.inForce) ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset",
            ["moment": moment, "limit": limit, "offset": offset]
        ).map(Self.waiver)
    }

    /// How many waivers are in force at a moment, or there are at all.
    package func waiverCount(inForceAt moment: Instant? = nil) throws -> Int {
        try row("SELECT COUNT(*) AS number FROM waiver \(Self.inForce)", ["moment": moment])?.int("number") ?? 0
    }

    /// All waivers whose period touches a moment, in the order in which they were given. One that was revoked later
    /// is among them.
    package func waivers(at moment: Instant) throws -> [KeptWaiver] {
        try waivers(from: moment, through: moment)
    }

    /// All waivers whose period touches another, both of its ends included: for steps of a day or a month.
    package func waivers(from start: Instant, through end: Instant) throws -> [KeptWaiver] {
        try rows(
            """
            SELECT * FROM waiver WHERE COALESCE(revoked_at, until_at) > :start AND begins_at <= :end
            ORDER BY created_at, id
            """, ["start": start, "end": end]
        ).map(Self.waiver)
    }

    /// Gives a waiver another end or another reason, nil for what stays; false when it has ended by now, or there is
    /// none.
    package func change(waiver id: String, until: Instant?, reason: String?, at now: Instant) throws -> Bool {
        try run(
            """
            UPDATE waiver SET until_at = COALESCE(:until, until_at), reason = COALESCE(:reason, reason)
            WHERE id = :id AND revoked_at IS NULL AND until_at > :now
            """, ["until": until, "reason": reason, "id": id, "now": now]) == 1
    }

    /// Ends a waiver now; false when it has ended before, or there is none.
    package func revoke(waiver id: String, by actor: String, at now: Instant) throws -> Bool {
        try run(
            """
            UPDATE waiver SET revoked_at = :now, revoked_by = :actor
            WHERE id = :id AND revoked_at IS NULL AND until_at > :now
            """, ["now": now, "actor": actor, "id": id]) == 1
    }

    /// Forgets waivers that ended before a moment; returns how many.
    package func forgetWaivers(endedBefore moment: Instant, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM waiver WHERE id IN (SELECT id FROM waiver WHERE COALESCE(revoked_at, until_at) < :end
              ORDER BY COALESCE(revoked_at, until_at), id LIMIT :limit)
            """, ["end": moment, "limit": limit])
    }

    private static let inForce = """
        WHERE (:moment IS NULL OR (begins_at <= :moment AND COALESCE(revoked_at, until_at) > :moment))
        """

    private static func list(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }

    private static func waiver(_ row: Row) -> KeptWaiver {
        func list(_ column: String) -> [String] { row.json(column)?.array?.compactMap(\.string) ?? [] }
        return KeptWaiver(
            id: row.text("id"), rule: row.text("rule"), couriers: list("couriers"), divisions: list("divisions"),
            warehouses: list("warehouses"), from: row.instant("begins_at"), until: row.instant("until_at"),
            reason: row.text("reason"), actor: row.text("actor"), createdAt: row.instant("created_at"),
            revokedAt: row.instantIfAny("revoked_at"), revokedBy: row.textIfAny("revoked_by"))
    }
}
