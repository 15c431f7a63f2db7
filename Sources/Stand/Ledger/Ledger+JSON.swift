package import Messages

extension Ledger {
    /// How many entries of each list are written out.
    package static let listLimit = 1000

    /// The figures, then up to `listLimit` findings of each sort.
    package var summary: JSON {
        [
            "sent": JSON(sent.count), "acknowledged": JSON(sent.count { $0.latestAcknowledged != nil }),
            "objects": JSON(objects.count { !$0.isDeleted }), "effects": JSON(effectCount), "lost": JSON(lost.count),
            "twice": JSON(twice.count), "out_of_order": JSON(outOfOrder.count),
            "findings": [
                "lost": .array(lost.prefix(Self.listLimit).map(\.json)),
                "twice": .array(twice.prefix(Self.listLimit).map(\.json)),
                "out_of_order": .array(outOfOrder.prefix(Self.listLimit).map(\.json)),
            ],
        ]
    }

    /// The summary, and both peers object by object, `listLimit` of them from `offset`.
    package func json(from offset: Int = 0) -> JSON {
        [
            "summary": summary,
            "ut103": .array(sent.dropFirst(offset).prefix(Self.listLimit).map(\.json)),
            "ut11": .array(objects.dropFirst(offset).prefix(Self.listLimit).map(\.json)),
            "truncated": .bool(max(sent.count, objects.count) > offset + Self.listLimit),
        ]
    }
}

extension SentObject {
    fileprivate var json: JSON {
        let versions = self.versions.values.sorted { $0.witness.version < $1.witness.version }
        return [
            "type": .string(object.type), "id": .string(object.id), "presentation": .string(object.name),
            "versions": .array(
                versions.map { version in
                    [
                        "number": JSON(version.witness.version), "witness": .string(version.witness.text),
                        "operation": .string(version.operation.rawValue), "times_sent": JSON(version.timesSent),
                        "changed_at": .string(version.changedAt.rfc3339), "acknowledged": .bool(version.isAcknowledged),
                    ]
                }),
        ]
    }
}

extension UT11Object {
    fileprivate var json: JSON {
        [
            "entity": .string(set), "ref": .string(reference), "presentation": .string(presentation),
            "created": JSON(timesCreated), "posted": .bool(isPosted),
            "posted_as_is": .bool(isPostedAsIs), "marked": .bool(isMarked),
            "deleted": .bool(isDeleted),
            "witnesses": .array(witnesses.map(\.text).sorted().map(JSON.string)),
            "effects": .array(effects.map(\.json)), "effects_beyond_limit": JSON(effectsBeyondLimit),
        ]
    }
}

extension Effect {
    fileprivate var json: JSON {
        [
            "kind": .string(kind.rawValue), "ordinal": JSON(ordinal), "at": .string(at.rfc3339), "key": JSON(key),
            "hash": .string(hash.description),
        ]
    }
}
