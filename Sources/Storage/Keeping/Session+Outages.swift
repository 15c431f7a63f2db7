package import Messages

extension Session {
    /// Notes that a target went away; does nothing while an outage of it is already open.
    package func beginOutage(_ outage: Outage) throws {
        guard try openOutage(target: outage.target) == nil else { return }
        try post(
            "INSERT INTO outage (target, began_at, reason) VALUES (:target, :at, :reason)",
            ["target": outage.target, "at": outage.beganAt, "reason": outage.reason])
    }

    /// Notes that a target is back.
    package func endOutage(target: String, at now: Instant) throws {
        try post(
            "UPDATE outage SET ended_at = :now WHERE target = :target AND ended_at IS NULL",
            ["now": now, "target": target])
    }

    /// The outage that lasts, if there is one.
    package func openOutage(target: String) throws -> Outage? {
        try row("SELECT * FROM outage WHERE target = :target AND ended_at IS NULL", ["target": target])
            .map(Self.outage)
    }

    /// All outages that last.
    package func openOutages() throws -> [Outage] {
        try rows("SELECT * FROM outage WHERE ended_at IS NULL ORDER BY target").map(Self.outage)
    }

    /// How much of the time between two moments a target could not be reached (E-09).
    package func unreachable(target: String, from start: Instant, to end: Instant) throws -> Span {
        let outages = try rows(
            """
            SELECT * FROM outage
            WHERE target = :target AND began_at < :end AND (ended_at IS NULL OR ended_at > :start)
            """, ["target": target, "start": start, "end": end]
        ).map(Self.outage)
        return outages.reduce(.zero) { total, outage in
            total + (min(outage.endedAt ?? end, end) - max(outage.beganAt, start))
        }
    }

    private static func outage(_ row: Row) -> Outage {
        Outage(
            target: row.text("target"), beganAt: row.instant("began_at"), endedAt: row.instantIfAny("ended_at"),
            reason: row.text("reason"))
    }
}
