package import Messages

extension Session {
    /// The objects of a target that look like a source object by any of its groups' looks, in the order of their
    /// references; those that we made for other source objects, or are making, are passed by.
    package func namesakes(
        of source: ObjectKey, looks: [(group: [String], look: String)], in index: NameIndex
    ) throws -> [Namesake] {
        let found = try rows(
            """
            SELECT t.reference, t.name, t.written FROM input
            JOIN target_name t ON t.look = input.look AND t.fields = input.fields AND t.target_type = :type
              AND t.target = :target AND t.generation = :generation
            """, ["type": index.type, "target": index.target, "generation": index.generation],
            each: Inputs(
                looks, (.text("look"), { $0.look }), (.text("fields"), { $0.group.joined(separator: ", ") })))
        let references = Array(Set(found.map { $0.text("reference") })).sorted()
        let made = try makers(of: references, index.type, index.target).filter { $0.value != source }
        let adopters = try adopters(of: references, index.type, index.target).filter { $0.value.key != source }
        var namesakes: [String: Namesake] = [:]
        for row in found {
            let reference = row.text("reference")
            guard namesakes[reference] == nil, made[reference] == nil || adopters[reference] != nil else { continue }
            namesakes[reference] = Namesake(
                reference: reference, name: row.text("name"), written: row.json("written") ?? .object([]),
                owner: adopters[reference].map { $0.presentation ?? $0.key.description })
        }
        return namesakes.values.sorted { $0.reference < $1.reference }
    }

    /// Notes that a dispatch waits until a type's names are known; false when that was known of it.
    package func waitForNames(_ dispatch: Dispatch) throws -> Bool {
        try run(
            """
            INSERT INTO name_wait (dispatch_id, target, target_type) VALUES (:id, :target, :type)
            ON CONFLICT DO NOTHING
            """, ["id": dispatch.id, "target": dispatch.target, "type": dispatch.targetType]) == 1
    }

    /// The types of a target whose names are waited for.
    package func typesWaitedFor(in target: String) throws -> [String] {
        try rows(
            "SELECT DISTINCT target_type FROM name_wait WHERE target = :target ORDER BY target_type",
            ["target": target]
        ).map { $0.text("target_type") }
    }

    /// Whether a dispatch waits for names.
    package func waitsForNames(_ dispatch: String) throws -> Bool {
        try row("SELECT 1 AS yes FROM name_wait WHERE dispatch_id = :id", ["id": dispatch]) != nil
    }

    /// Lets go what waited for a type's names; returns how many dispatches that is.
    package func wakeForNames(of type: String, in target: String, at now: Instant) throws -> Int {
        let woken = try run(
            """
            UPDATE outbox SET due_at = :now WHERE due_at > :now AND dispatch_id IN
              (SELECT dispatch_id FROM name_wait WHERE target_type = :type AND target = :target)
            """, ["now": now, "type": type, "target": target])
        try post(
            "DELETE FROM name_wait WHERE target_type = :type AND target = :target", ["type": type, "target": target])
        return woken
    }
}
