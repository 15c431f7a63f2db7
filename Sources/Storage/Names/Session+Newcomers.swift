package import Messages

extension Session {
    /// Remembers that a person has said of a source object that the target has none like it: for this version and all
    /// that follow.
    package func welcome(
        _ source: ObjectKey, slot: String, in target: String, actor: String, reason: String, at now: Instant
    ) throws {
        try post(
            """
            INSERT INTO newcomer (target, system, object_type, object_id, slot, at, actor, reason)
            VALUES (:target, :system, :type, :id, :slot, :at, :actor, :reason)
            ON CONFLICT (object_id, object_type, system, target, slot) DO NOTHING
            """,
            [
                "target": target, "system": source.system, "type": source.type, "id": source.id, "slot": slot,
                "at": now, "actor": actor, "reason": reason,
            ])
    }

    /// The ids of those dispatches whose objects are said to be new in their target.
    package func newcomers(among dispatches: [Dispatch]) throws -> Set<String> {
        Set(
            try rows(
                """
                SELECT input.dispatch FROM input JOIN newcomer n ON n.object_id = input.id
                  AND n.object_type = input.type AND n.system = input.system AND n.target = input.target
                  AND n.slot = input.slot
                """,
                each: Inputs(
                    dispatches, (.text("dispatch"), { $0.id }), (.text("id"), { $0.source.id }),
                    (.text("type"), { $0.source.type }), (.text("system"), { $0.source.system }),
                    (.text("target"), { $0.target }), (.text("slot"), { $0.slot }))
            ).map { $0.text("dispatch") })
    }
}
