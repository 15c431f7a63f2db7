package import Messages

extension Session {
    /// What is known of a type's names in a target; nil when nobody has begun to read them.
    package func nameIndex(_ type: String, in target: String) throws -> NameIndex? {
        try row(
            "SELECT * FROM name_index WHERE target_type = :type AND target = :target", ["type": type, "target": target]
        ).map(NameIndex.init)
    }

    /// All of them.
    package func nameIndexes() throws -> [NameIndex] {
        try rows("SELECT * FROM name_index ORDER BY target, target_type").map(NameIndex.init)
    }

    /// Takes the reading of a type's names for as long as the lease; nil when it is not due or somebody else's. What
    /// was begun by the same groups goes on where it stood.
    package func takeNames(
        of type: String, in target: String, by groups: [[String]], olderThan age: Span, at now: Instant, lease: Span
    ) throws -> NameGathering? {
        let fields = Self.text(groups)
        try post(
            """
            INSERT INTO name_index (target, target_type, generation, fields, began_at, objects)
            VALUES (:target, :type, 0, '[]', 0, 0) ON CONFLICT DO NOTHING
            """, ["target": target, "type": type])
        let found = try row(
            """
            SELECT n.* FROM name_index n WHERE n.target_type = :type AND n.target = :target
            \(dialect.locking("n"))
            """, ["type": type, "target": target])
        guard let found, found.instant("due_at") <= now, found.instantIfAny("lease_until").map({ $0 < now }) ?? true
        else { return nil }
        let goesOn = found.textIfAny("next_fields") == fields
        let isFresh = found.text("fields") == fields && found.instant("began_at") + age > now
        guard goesOn || found.int("generation") == 0 || !isFresh else { return nil }
        let last = max(found.int("generation"), found.intIfAny("next_generation") ?? 0)
        let gathering = NameGathering(
            target: target, type: type, generation: goesOn ? last : last + 1, read: goesOn ? found.int("read") : 0,
            last: goesOn ? found.textIfAny("last") : nil, token: found.int("lease_token") + 1)
        try post(
            """
            UPDATE name_index SET next_generation = :generation, next_fields = :fields,
              next_began_at = CASE WHEN next_fields = :fields THEN next_began_at ELSE :now END,
              read = :read, last = :last, lease_until = :until, lease_token = :token
            WHERE target_type = :type AND target = :target
            """,
            [
                "generation": gathering.generation, "fields": fields, "now": now, "read": gathering.read,
                "last": gathering.last, "until": now + lease, "token": gathering.token, "type": type, "target": target,
            ])
        return gathering
    }

    /// Writes down a page of names, and how far the reading has come with it; nil when it is somebody else's by now.
    package func store(
        _ names: [TargetName], of gathering: NameGathering, read: Int, last: String?, at now: Instant, lease: Span
    ) throws -> NameGathering? {
        let isOurs = try run(
            """
            UPDATE name_index SET read = :read, last = :last, lease_until = :until
            WHERE target_type = :type AND target = :target AND lease_token = :token
            """,
            [
                "read": read, "last": last, "until": now + lease, "type": gathering.type, "target": gathering.target,
                "token": gathering.token,
            ])
        guard isOurs == 1 else { return nil }
        try post(
            """
            INSERT INTO target_name (look, target_type, target, fields, generation, reference, name, written)
            SELECT look, :type, :target, fields, :generation, reference, name, written FROM input WHERE true
            ON CONFLICT DO NOTHING
            """,
            ["type": gathering.type, "target": gathering.target, "generation": gathering.generation],
            each: Inputs(
                names, (.text("look"), { $0.look }), (.text("fields"), { $0.group.joined(separator: ", ") }),
                (.text("reference"), { $0.reference }), (.text("name"), { $0.name }),
                (.text("written"), { $0.written })))
        return NameGathering(
            target: gathering.target, type: gathering.type, generation: gathering.generation, read: read, last: last,
            token: gathering.token)
    }

    /// Makes what was read the names that are asked from now on; false when it is somebody else's by now.
    package func complete(_ gathering: NameGathering) throws -> Bool {
        try run(
            """
            UPDATE name_index SET generation = next_generation, fields = next_fields, began_at = next_began_at,
              objects = read, next_generation = NULL, next_fields = NULL, next_began_at = NULL, reason = NULL,
              lease_until = NULL
            WHERE target_type = :type AND target = :target AND lease_token = :token AND next_fields IS NOT NULL
            """, ["type": gathering.type, "target": gathering.target, "token": gathering.token]) == 1
    }

    /// Gives the reading back, to go on from `due`.
    package func release(_ gathering: NameGathering, reason: String?, due: Instant) throws {
        try post(
            """
            UPDATE name_index SET lease_until = NULL, due_at = :due, reason = :reason
            WHERE target_type = :type AND target = :target AND lease_token = :token
            """,
            [
                "due": due, "reason": reason, "type": gathering.type, "target": gathering.target,
                "token": gathering.token,
            ])
    }

    /// Lets readings that broke off go on now: the target is back.
    package func readNamesAgain(in target: String) throws {
        try post(
            "UPDATE name_index SET due_at = 0, reason = NULL WHERE target = :target AND due_at > 0",
            ["target": target])
    }

    /// Forgets names of generations that nobody asks any more; returns how many.
    package func forgetNames(of type: String, in target: String, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM target_name WHERE (look, target_type, target, fields, generation, reference) IN
              (SELECT t.look, t.target_type, t.target, t.fields, t.generation, t.reference
               FROM target_name t JOIN name_index n ON n.target_type = t.target_type AND n.target = t.target
               WHERE t.target_type = :type AND t.target = :target AND t.generation < n.generation LIMIT :limit)
            """, ["type": type, "target": target, "limit": limit])
    }

    private static func text(_ groups: [[String]]) -> String {
        JSON.array(groups.map { .array($0.map(JSON.string)) }).text
    }
}

extension NameIndex {
    fileprivate init(_ row: Row) {
        let groups = row.json("fields")?.array ?? []
        self.init(
            target: row.text("target"), type: row.text("target_type"), generation: row.int("generation"),
            groups: groups.map { ($0.array ?? []).compactMap(\.string) }, beganAt: row.instant("began_at"),
            objects: row.int("objects"), read: row.textIfAny("next_fields") == nil ? nil : row.int("read"),
            reason: row.textIfAny("reason"))
    }
}
