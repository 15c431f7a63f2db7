package import Messages

extension Session {
    /// Stops a lane to a target until an operator lets it go on; what came is kept.
    package func pause(_ pause: Pause) throws {
        try post(
            """
            INSERT INTO pause (target, lane, reason, at, actor) VALUES (:target, :lane, :reason, :at, :actor)
            ON CONFLICT (target, lane) DO NOTHING
            """,
            [
                "target": pause.target, "lane": pause.lane, "reason": pause.reason, "at": pause.at,
                "actor": pause.actor,
            ])
    }

    /// Lets a paused lane go on. False when it was not paused.
    package func resume(target: String, lane: Lane) throws -> Bool {
        try run(
            "DELETE FROM pause WHERE target = :target AND lane = :lane", ["target": target, "lane": lane]) == 1
    }

    /// The lanes that are paused.
    package func pauses() throws -> [Pause] {
        try rows("SELECT * FROM pause ORDER BY target, lane").map {
            Pause(
                target: $0.text("target"), lane: $0.word("lane"), reason: $0.text("reason"), at: $0.instant("at"),
                actor: $0.text("actor"))
        }
    }
}
