package import Messages

extension Session {
    /// The objects that came from somewhere else, as the systems know them that they came from: an object that we made
    /// or adopted in УТ 11 for one of 10.3 *is* that one. The reference of what is returned is the object's own.
    package func origins(of objects: some Collection<ObjectKey>) throws -> [ObjectKey: [CrossReference]] {
        let objects = Array(objects)
        let found = try rows(
            """
            SELECT input.n, x.* FROM input JOIN xref x ON x.reference = input.object_id
              AND x.target_type = input.object_type AND x.target = input.system
            """,
            each: Inputs(
                objects, (.text("object_id"), { $0.id }), (.text("object_type"), { $0.type }),
                (.text("system"), { $0.system }))
        ).map { (object: objects[$0.int("n") - 1], known: Self.crossReference($0)) }
        // What is somebody's own comes before what others share with it, and what is there before what was removed.
        return Dictionary(grouping: found, by: \.object).mapValues { rows in
            rows.map(\.known).sorted { $0.isBefore($1) }
        }
    }

    /// Of references that no target got from their source: what the target had first, and we brought to the source.
    func origins(of missing: [TargetedReference]) throws -> [TargetedReference: String] {
        guard !missing.isEmpty else { return [:] }
        let known = try origins(of: Set(missing.map(\.reference.source)))
        var found: [TargetedReference: String] = [:]
        for wanted in missing {
            let origin = known[wanted.reference.source]?.first {
                $0.source.system == wanted.target && $0.source.type == wanted.reference.targetType
            }
            if let origin { found[wanted] = origin.source.id }
        }
        return found
    }

    /// References that somebody waits for and that are known the other way round by now: the object was brought to
    /// where the waiting one comes from.
    package func overlookedOrigins(limit: Int) throws -> [String: [Reference]] {
        let found = try rows(
            """
            SELECT DISTINCT w.target, w.target_type, w.system, w.object_type, w.object_id FROM waits w
            JOIN xref x ON x.reference = w.object_id AND x.target_type = w.object_type AND x.target = w.system
              AND x.system = w.target AND x.object_type = w.target_type
            LIMIT :limit
            """, ["limit": limit])
        return Dictionary(grouping: found) { $0.text("target") }.mapValues { rows in
            rows.map { Reference(targetType: $0.text("target_type"), source: $0.objectKey) }
        }
    }

    /// What an object of a target was given for a source's sake, the newest first: the fields as they were sent, and
    /// until when that was the last word.
    package func given(_ known: CrossReference, limit: Int) throws -> [(fields: String, ordinal: Int, at: Instant)] {
        try rows(
            """
            SELECT fields, ordinal, updated_at FROM dispatch
            WHERE object_id = :id AND object_type = :type AND system = :system AND target = :target AND slot = :slot
              AND action = 'write' AND state IN ('confirmed', 'written', 'sending', 'unchanged')
            ORDER BY ordinal DESC, id DESC LIMIT :limit
            """,
            [
                "id": known.source.id, "type": known.source.type, "system": known.source.system,
                "target": known.target, "slot": known.slot, "limit": limit,
            ]
        ).map { (fields: $0.text("fields"), ordinal: $0.int("ordinal"), at: $0.instant("updated_at")) }
    }
}

extension CrossReference {
    fileprivate func isBefore(_ other: CrossReference) -> Bool {
        let own = [isShared ? 1 : 0, isRemoved ? 1 : 0]
        let others = [other.isShared ? 1 : 0, other.isRemoved ? 1 : 0]
        if own != others { return own.lexicographicallyPrecedes(others) }
        return (source.id, slot) < (other.source.id, other.slot)
    }
}
