package import Messages

extension Session {
    /// Claims the one object that a source object can be, of those that look like it in a target. Two sources never get
    /// the same one, however much at a time they ask; what we made for another source is nobody else's.
    ///
    /// - Parameter unlike: objects that something tells apart from it: never claimed, but while they are nobody's it is
    ///   not sure either that another one is meant.
    package func adopt(
        among references: [String], unlike: [String] = [], type: String, target: String, for source: ObjectKey
    ) throws -> Adoption {
        let (like, unlike) = (Set(references), Set(unlike).subtracting(references))
        let found = like.union(unlike).sorted()
        let made = try makers(of: found, type, target).filter { $0.value != source }
        let adopters = try adopters(of: found, type, target)
        if let own = found.first(where: { adopters[$0]?.key == source }) { return .adopted(reference: own) }
        let possible = found.filter { like.contains($0) && (adopters[$0] != nil || made[$0] == nil) }
        let strangers = found.filter { unlike.contains($0) && adopters[$0] == nil && made[$0] == nil }
        let free = possible.filter { adopters[$0] == nil }
        guard let first = possible.first else { return strangers.isEmpty ? .none : .unlike(strangers) }
        guard free.count == 1, possible.count == 1, strangers.isEmpty else {
            guard free.isEmpty, strangers.isEmpty, let owner = adopters[first] else {
                return .several((possible + strangers).sorted())
            }
            return .taken(by: owner.key, presentation: owner.presentation)
        }
        try post(
            """
            INSERT INTO adoption (reference, target_type, target, system, object_type, object_id)
            VALUES (:reference, :type, :target, :system, :source, :id)
            """,
            [
                "reference": first, "type": type, "target": target, "system": source.system, "source": source.type,
                "id": source.id,
            ])
        return .adopted(reference: first)
    }

    /// Which source object an object of the target is; nil when it is none's.
    package func owner(of reference: String, type: String, target: String) throws -> ObjectKey? {
        try row(
            """
            SELECT system, object_type, object_id FROM xref
            WHERE reference = :reference AND target_type = :type AND target = :target AND shared = 0
            UNION ALL
            SELECT system, object_type, object_id FROM adoption
            WHERE reference = :reference AND target_type = :type AND target = :target
            LIMIT 1
            """, ["reference": reference, "type": type, "target": target]
        )?.objectKey
    }

    /// For whom we made objects of the target, or are making them at this moment: an object under the GUID of one of
    /// the source's is that one's, whether we have heard of its creation yet or not. What the target itself tells of
    /// its own objects makes them nobody's.
    func makers(of references: [String], _ type: String, _ target: String) throws -> [String: ObjectKey] {
        let found = try rows(
            """
            SELECT input.reference, x.system, x.object_type, x.object_id FROM input
            JOIN xref x ON x.reference = input.reference AND x.target_type = :type AND x.target = :target
            WHERE x.shared = 0
            UNION ALL
            SELECT input.reference, x.target, x.target_type, x.reference FROM input
            JOIN xref x ON x.object_id = input.reference AND x.object_type = :type AND x.system = :target
            WHERE x.shared = 0
            UNION ALL
            SELECT input.reference, o.system, o.object_type, o.object_id FROM input
            JOIN object o ON o.object_id = input.reference AND o.system <> :target
            """, ["type": type, "target": target], each: Inputs(references, (.text("reference"), { $0 })))
        return Dictionary(found.map { ($0.text("reference"), $0.objectKey) }) { first, _ in first }
    }

    func adopters(
        of references: [String], _ type: String, _ target: String
    ) throws -> [String: (key: ObjectKey, presentation: String?)] {
        let found = try rows(
            """
            SELECT input.reference, a.system, a.object_type, a.object_id, o.presentation FROM input
            JOIN adoption a ON a.reference = input.reference AND a.target_type = :type AND a.target = :target
            LEFT JOIN object o ON o.object_id = a.object_id AND o.object_type = a.object_type AND o.system = a.system
            """, ["type": type, "target": target], each: Inputs(references, (.text("reference"), { $0 })))
        return Dictionary(
            found.map { ($0.text("reference"), (key: $0.objectKey, presentation: $0.textIfAny("presentation"))) }
        ) { first, _ in first }
    }
}
