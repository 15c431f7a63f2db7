package import Messages

extension Session {
    /// What the targets are known to have of source objects, by object and target, ordered by slot.
    package func crossReferences(of sources: [ObjectKey]) throws -> [ObjectKey: [String: [CrossReference]]] {
        let found = try rows(
            """
            SELECT x.* FROM input JOIN xref x ON x.object_id = input.object_id AND x.object_type = input.object_type
              AND x.system = input.system
            """,
            each: Inputs(
                sources, (.text("object_id"), { $0.id }), (.text("object_type"), { $0.type }),
                (.text("system"), { $0.system }))
        ).map(Self.crossReference)
        return Dictionary(grouping: found, by: \.source).mapValues { known in
            Dictionary(grouping: known.sorted { $0.slot < $1.slot }, by: \.target)
        }
    }

    /// What a target is known to have of a source object, by slot.
    package func crossReferences(of source: ObjectKey, target: String) throws -> [CrossReference] {
        try crossReferences(of: [source])[source]?[target] ?? []
    }

    /// The targets' references for placeholders; what a target does not have, or did not get from us, is missing.
    package func resolve(_ wanted: Set<TargetedReference>) throws -> [TargetedReference: String] {
        let wanted = Array(wanted)
        let found = try rows(
            """
            SELECT input.n, x.slot, x.reference FROM input JOIN xref x ON x.object_id = input.object_id
              AND x.object_type = input.object_type AND x.system = input.system AND x.target = input.target
              AND x.target_type = input.target_type
            """,
            each: Self.inputs(wanted))
        var first: [TargetedReference: (slot: String, reference: String)] = [:]
        for row in found {
            let (key, slot) = (wanted[row.int("n") - 1], row.text("slot"))
            if let known = first[key], known.slot < slot { continue }
            first[key] = (slot, row.text("reference"))
        }
        let missing = wanted.filter { first[$0] == nil }
        return first.mapValues(\.reference).merging(try origins(of: missing)) { forward, _ in forward }
    }

    /// Those of the references whose objects the target has confirmed as they should be, taken away ones among them: a
    /// document that is written, and whose posting is still to come, is not.
    package func confirmed(among wanted: Set<TargetedReference>) throws -> Set<TargetedReference> {
        let wanted = Array(wanted)
        let found = try rows(
            """
            SELECT input.n FROM input JOIN xref x ON x.object_id = input.object_id
              AND x.object_type = input.object_type AND x.system = input.system AND x.target = input.target
              AND x.target_type = input.target_type
            WHERE x.fields_hash <> '' OR x.removed = 1
            """, each: Self.inputs(wanted))
        return Set(found.map { wanted[$0.int("n") - 1] })
    }

    private static func inputs(_ wanted: [TargetedReference]) -> Inputs {
        Inputs(
            wanted, (.text("object_id"), { $0.reference.source.id }),
            (.text("object_type"), { $0.reference.source.type }),
            (.text("system"), { $0.reference.source.system }), (.text("target"), { $0.target }),
            (.text("target_type"), { $0.reference.targetType }))
    }

    /// Remembers what the target has now. With `fieldsHash` empty the object exists there, but not yet as it should be
    /// (written, posting still to come): the next version is compared with nothing.
    package func remember(_ known: CrossReference, posted: Bool?, at now: Instant) throws {
        try write(
            .crossReference, known.source.id, known.source.type, known.source.system, known.target, known.slot,
            known.targetType, known.reference, known.messageID, known.ordinal, known.fieldsHash, known.isRemoved,
            known.isDouble ? 2 : known.isShared ? 1 : 0, posted, now)
    }

    static func crossReference(_ row: Row) -> CrossReference {
        CrossReference(
            source: row.objectKey, target: row.text("target"), slot: row.text("slot"),
            targetType: row.text("target_type"), reference: row.text("reference"),
            messageID: row.text("message_id"), ordinal: row.int("ordinal"), fieldsHash: row.text("fields_hash"),
            isRemoved: row.bool("removed"), isShared: row.int("shared") > 0, isDouble: row.int("shared") == 2,
            at: row.instant("at"))
    }
}

/// A placeholder on its way to one target.
package struct TargetedReference: Sendable, Hashable {
    package let reference: Reference
    package let target: String

    package init(_ reference: Reference, target: String) {
        self.reference = reference
        self.target = target
    }
}

extension SetWrite {
    fileprivate static let crossReference = SetWrite(
        .crossReference, keyed: 5,
        [
            .text("object_id"), .text("object_type"), .text("system"), .text("target"), .text("slot"),
            .text("target_type"), .text("reference"), .text("message_id"), .integer("ordinal"), .text("fields_hash"),
            .integer("removed"), .integer("shared"), .integer("posted"), .integer("at"),
        ],
        """
        INSERT INTO xref (object_id, object_type, system, target, slot, target_type, reference, message_id, ordinal,
          fields_hash, removed, shared, posted, at)
        SELECT object_id, object_type, system, target, slot, target_type, reference, message_id, ordinal, fields_hash,
          removed, shared, posted, at FROM input WHERE true
        ON CONFLICT (object_id, object_type, system, target, slot) DO UPDATE SET
          target_type = excluded.target_type, reference = excluded.reference, message_id = excluded.message_id,
          ordinal = excluded.ordinal, fields_hash = excluded.fields_hash, removed = excluded.removed,
          shared = excluded.shared, posted = excluded.posted, at = excluded.at
        """)
}
