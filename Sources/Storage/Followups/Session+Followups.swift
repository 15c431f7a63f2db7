package import Messages

extension Session {
    /// Keeps a follow-up, and returns whether it is new. What the same case of the same rule found in the same window,
    /// or about the same step, was to be done by the same person already stays as it is.
    package func add(_ followup: Followup) throws -> Bool {
        try run(
            """
            INSERT INTO followup (id, policy, rule, outcome, what, whom, courier, division, subject, window_key,
              decision_id, task_id, text, created_at, due_at, escalate_to, escalated_at, done_at, done_by, answer,
              approved)
            VALUES (:id, :policy, :rule, :outcome, :what, :whom, :courier, :division, :subject, :window, :decision,
              :task, :text, :created, :due, :higher, :escalated, :done, :actor, :answer, :approved)
            ON CONFLICT (subject, rule, what, outcome, whom) DO NOTHING
            """,
            [
                "id": followup.id, "policy": followup.policy, "rule": followup.rule, "outcome": followup.outcome,
                "what": followup.what, "whom": followup.whom, "courier": followup.courier,
                "division": followup.division, "subject": followup.window ?? followup.decisionID,
                "window": followup.window, "decision": followup.decisionID, "task": followup.taskID,
                "text": followup.text, "created": followup.createdAt, "due": followup.dueAt,
                "higher": followup.escalateTo, "escalated": followup.escalatedAt, "done": followup.answer?.at,
                "actor": followup.answer?.actor, "answer": followup.answer?.text,
                "approved": followup.answer?.isApproved,
            ]) == 1
    }

    /// A follow-up by its id; nil when there is none, or it was forgotten.
    package func followup(_ id: String) throws -> Followup? {
        try row("SELECT * FROM followup WHERE id = :id", ["id": id]).map(Self.followup)
    }

    /// Follow-ups that a filter means, the oldest first.
    package func followups(_ filter: FollowupFilter, offset: Int = 0, limit: Int) throws -> [Followup] {
        try rows(
            "SELECT * FROM followup \(Self.meant) ORDER BY created_at, id LIMIT :limit OFFSET :offset",
            [
                "state": filter.state, "what": filter.what, "rule": filter.rule, "courier": filter.courier,
                "division": filter.division, "limit": limit, "offset": offset,
            ]
        ).map(Self.followup)
    }

    /// How many follow-ups a filter means.
    package func followupCount(_ filter: FollowupFilter) throws -> Int {
        try row(
            "SELECT COUNT(*) AS number FROM followup \(Self.meant)",
            [
                "state": filter.state, "what": filter.what, "rule": filter.rule, "courier": filter.courier,
                "division": filter.division,
            ]
        )?.int("number") ?? 0
    }

    /// Notes that a follow-up is done; false when it was before, or there is none.
    package func finish(followup id: String, _ answer: Followup.Answer) throws -> Bool {
        try run(
            """
            UPDATE followup SET done_at = :at, done_by = :actor, answer = :text, approved = :approved
            WHERE id = :id AND done_at IS NULL
            """,
            [
                "at": answer.at, "actor": answer.actor, "text": answer.text, "approved": answer.isApproved, "id": id,
            ]) == 1
    }

    /// Open follow-ups that should be done by now; each is returned once, by whichever node asks first.
    package func takeOverdueFollowups(at now: Instant, limit: Int) throws -> [Followup] {
        try rows(
            """
            UPDATE followup SET escalated_at = :now
            WHERE id IN (
              SELECT id FROM followup WHERE done_at IS NULL AND escalated_at IS NULL AND due_at <= :now
              ORDER BY due_at, id LIMIT :limit
            ) AND done_at IS NULL AND escalated_at IS NULL
            RETURNING *
            """, ["now": now, "limit": limit]
        ).map(Self.followup).sorted { ($0.dueAt ?? now, $0.id) < ($1.dueAt ?? now, $1.id) }
    }

    /// Forgets follow-ups that were done before a moment; returns how many.
    package func forgetFollowups(doneBefore moment: Instant, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM followup
            WHERE id IN (SELECT id FROM followup WHERE done_at < :end ORDER BY done_at, id LIMIT :limit)
            """, ["end": moment, "limit": limit])
    }

    private static let meant = """
        WHERE (:state IS NULL OR (:state = 'open' AND done_at IS NULL) OR (:state = 'done' AND done_at IS NOT NULL))
          AND (:what IS NULL OR what = :what) AND (:rule IS NULL OR rule = :rule)
          AND (:courier IS NULL OR courier = :courier) AND (:division IS NULL OR division = :division)
        """

    private static func followup(_ row: Row) -> Followup {
        let decision = row.textIfAny("decision_id")
        let answer = row.instantIfAny("done_at").map { at in
            Followup.Answer(
                at: at, actor: row.text("done_by"), text: row.textIfAny("answer"),
                isApproved: row.intIfAny("approved").map { $0 != 0 })
        }
        return Followup(
            id: row.text("id"), policy: row.text("policy"), rule: row.text("rule"), outcome: row.text("outcome"),
            what: row.word("what"), whom: row.text("whom"), courier: row.textIfAny("courier"),
            division: row.textIfAny("division"),
            subject: row.textIfAny("window_key").map { .window($0, decision: decision) }
                ?? .decision(row.text("subject")),
            taskID: row.textIfAny("task_id"), text: row.text("text"), createdAt: row.instant("created_at"),
            dueAt: row.instantIfAny("due_at"), escalateTo: row.textIfAny("escalate_to"),
            escalatedAt: row.instantIfAny("escalated_at"), answer: answer)
    }
}
