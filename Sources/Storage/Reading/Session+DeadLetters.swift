import Messages

extension Session {
    /// Dead letters that a filter means, oldest first.
    package func deadLetters(_ filter: DeadLetterFilter, offset: Int = 0, limit: Int) throws -> [DeadLetter] {
        try rows(
            "SELECT * FROM (\(Self.deadLetterQuery)) AS letters ORDER BY at, message_id LIMIT :limit OFFSET :offset",
            [
                "state": filter.state, "type": filter.type, "target": filter.target,
                "reason": filter.reason.map(TextPattern.init),
                "message": filter.messageID, "since": filter.since, "until": filter.until, "limit": limit,
                "offset": offset,
            ]
        ).map {
            DeadLetter(
                dispatchID: $0.textIfAny("dispatch_id"), messageID: $0.text("message_id"), object: $0.objectKey,
                presentation: $0.textIfAny("presentation"), target: $0.textIfAny("target"),
                targetType: $0.textIfAny("target_type"), state: $0.text("state"), reason: $0.textIfAny("reason"),
                attempts: $0.int("attempts"), revision: $0.textIfAny("revision").map(RevisionID.init),
                at: $0.instant("at"))
        }
    }

    /// How many dead letters a filter means.
    package func deadLetterCount(_ filter: DeadLetterFilter) throws -> Int {
        try row(
            "SELECT COUNT(*) AS number FROM (\(Self.deadLetterQuery)) AS letters",
            [
                "state": filter.state, "type": filter.type, "target": filter.target,
                "reason": filter.reason.map(TextPattern.init),
                "message": filter.messageID, "since": filter.since, "until": filter.until,
            ]
        )?.int("number") ?? 0
    }

    private static let deadLetterQuery = """
        SELECT * FROM (
          SELECT d.id AS dispatch_id, d.message_id, d.system, d.object_type, d.object_id, m.presentation, d.target,
            d.target_type, d.state, d.reason, d.attempts, d.revision, d.updated_at AS at
          FROM dispatch d JOIN message m ON m.id = d.message_id WHERE d.state IN ('refused', 'dead')
          UNION ALL
          SELECT NULL, s.message_id, m.system, m.object_type, m.object_id, m.presentation, NULL, NULL, s.outcome,
            s.reason, 0, s.revision, s.at
          FROM sorting s JOIN message m ON m.id = s.message_id
          JOIN object o ON o.message_id = m.id
          WHERE s.outcome IN ('unmatched', 'rejected', 'failed')
        ) AS letter
        WHERE (:state IS NULL OR state = :state) AND (:type IS NULL OR object_type = :type)
          AND (:target IS NULL OR target = :target) AND (:message IS NULL OR message_id = :message)
          AND (:reason IS NULL OR lower(reason) LIKE :reason ESCAPE '!')
          AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at < :until)
        """
}
