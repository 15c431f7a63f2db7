package import Messages

extension Session {
    /// What a target is known to have of a source object, by slot.
    package func crossReferences(of source: ObjectKey, target: String) throws -> [CrossReference] {
        try rows(
            """
            SELECT * FROM xref
            WHERE object_id = :id AND object_type = :type AND system = :system AND target = :target ORDER BY slot
            """, ["id": source.id, "type": source.type, "system": source.system, "target": target]
        ).map(Self.crossReference)
    }

    /// The target's reference for a placeholder; nil while the target has no such object that came from us.
    package func resolve(_ reference: Reference, target: String) throws -> String? {
        try row(
            """
            SELECT reference FROM xref
            WHERE object_id = :id AND object_type = :type AND system = :system AND target = :target
              AND target_type = :target_type ORDER BY slot LIMIT 1
            """,
            [
                "id": reference.source.id, "type": reference.source.type, "system": reference.source.system,
                "target": target, "target_type": reference.targetType,
            ]
        )?.text("reference")
    }

    /// Remembers what the target has now. With `fieldsHash` nil the object exists there, but not yet as it should be
    /// (written, posting still to come): the next version is compared with nothing.
    package func remember(_ known: CrossReference, posted: Bool?, at now: Instant) throws {
        try run(
            """
            INSERT INTO xref (target, system, object_type, object_id, slot, target_type, reference, message_id,
              ordinal, fields_hash, removed, posted, at)
            VALUES (:target, :system, :type, :id, :slot, :target_type, :reference, :message_id, :ordinal, :hash,
              :removed, :posted, :at)
            ON CONFLICT (object_id, object_type, system, target, slot) DO UPDATE SET
              target_type = excluded.target_type, reference = excluded.reference, message_id = excluded.message_id,
              ordinal = excluded.ordinal, fields_hash = excluded.fields_hash, removed = excluded.removed,
              posted = excluded.posted, at = excluded.at
            """,
            [
                "target": known.target, "system": known.source.system, "type": known.source.type,
                "id": known.source.id, "slot": known.slot, "target_type": known.targetType,
                "reference": known.reference, "message_id": known.messageID, "ordinal": known.ordinal,
                "hash": known.fieldsHash, "removed": known.isRemoved, "posted": posted, "at": now,
            ])
    }

    static func crossReference(_ row: Row) -> CrossReference {
        CrossReference(
            source: row.objectKey, target: row.text("target"), slot: row.text("slot"),
            targetType: row.text("target_type"), reference: row.text("reference"),
            messageID: row.text("message_id"), ordinal: row.int("ordinal"), fieldsHash: row.text("fields_hash"),
            isRemoved: row.bool("removed"))
    }
}
