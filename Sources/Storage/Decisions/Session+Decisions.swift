package import Messages

extension Session {
    /// Keeps a decision.
    package func keep(_ decision: KeptDecision) throws {
        try post(
            """
            INSERT INTO decision (id, at, received_at, step, courier, task, revision, outcome, caller,
              correlation_id, facts, verdicts, said, explanation)
            VALUES (:id, :at, :received, :step, :courier, :task, :revision, :outcome, :caller, :correlation, :facts,
              :verdicts, :said, :explanation)
            """,
            [
                "id": decision.id, "at": decision.at, "received": decision.receivedAt, "step": decision.step,
                "courier": decision.courier, "task": decision.task, "revision": decision.revision,
                "outcome": decision.outcome,
                "caller": decision.caller, "correlation": decision.correlationID, "facts": decision.facts,
                "verdicts": decision.verdicts, "said": decision.said,
                "explanation": JSON.array(decision.explanation.map(JSON.string)),
            ])
    }

    /// A decision by its id; nil when there is none, or it was forgotten.
    package func decision(_ id: String) throws -> KeptDecision? {
        try row("SELECT * FROM decision WHERE id = :id", ["id": id]).map(Self.decision)
    }

    /// Decisions about steps that were done in a period, in the order of the steps, at most so many after one.
    ///
    /// - Parameter withQuestions: those too that were only asked for.
    package func decisions(
        since: Instant?, until: Instant?, withQuestions: Bool, after: (at: Instant, id: String)?, limit: Int
    ) throws -> [DecisionRecord] {
        try rows(
            """
            SELECT id, at, received_at, outcome, facts, COALESCE(said, verdicts) AS said FROM decision
            WHERE (at, id) > (:at, :id) AND at >= :since AND at < :until
              \(withQuestions ? "" : "AND task IS NOT NULL") ORDER BY at, id LIMIT :limit
            """,
            [
                "at": after?.at ?? Instant(milliseconds: .min), "id": after?.id ?? "",
                "since": since ?? Instant(milliseconds: .min), "until": until ?? Instant(milliseconds: .max),
                "limit": limit,
            ]
        ).map { row in
            DecisionRecord(
                id: row.text("id"), at: row.instant("at"), receivedAt: row.instant("received_at"),
                outcome: row.text("outcome"), facts: row.json("facts") ?? .null,
                said: row.json("said") ?? .array([]))
        }
    }

    /// Forgets decisions about steps that were done before a moment; returns how many.
    package func forgetDecisions(before moment: Instant, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM decision WHERE id IN (SELECT id FROM decision WHERE at < :end ORDER BY at, id LIMIT :limit)
            """, ["end": moment, "limit": limit])
    }

    private static func decision(_ row: Row) -> KeptDecision {
        KeptDecision(
            id: row.text("id"), at: row.instant("at"), receivedAt: row.instant("received_at"),
            step: row.text("step"), courier: row.textIfAny("courier"), task: row.textIfAny("task"),
            revision: RevisionID(row.text("revision")),
            outcome: row.text("outcome"), caller: row.text("caller"), correlationID: row.text("correlation_id"),
            facts: row.json("facts") ?? .null, verdicts: row.json("verdicts") ?? .array([]),
            explanation: row.json("explanation")?.array?.compactMap(\.string) ?? [])
    }
}
