import Messages
import Pipeline
import Storage

/// An object's passport as the API tells it.
struct PassportReport: Sendable {
    let key: ObjectKey
    private let passport: Passport
    private let dispatches: [DispatchReport]
    private let explanation: Explanation?

    /// Reads everything on one view of the store; nil when the object never came.
    init?(_ key: ObjectKey, in session: Session, at now: Instant) throws {
        guard let passport = try session.passport(of: key) else { return nil }
        self.key = key
        self.passport = passport
        dispatches = try passport.dispatches.map { try DispatchReport($0, in: session) }
        explanation = try Explanation.explain(key, in: session, at: now)
    }

    /// All that is known.
    var json: JSON {
        .filled([
            "object": key.json, "presentation": passport.latest.presentation.map(JSON.string),
            "versions": .count(passport.versions), "latest": latest, "mapping": passport.sorting?.json,
            "known": .array(passport.known.map(Self.json)), "dispatches": .array(dispatches.map(\.json)),
            "explanation": explanation?.json,
            "links": .filled([
                "self": .string(ProductPath.object(key)), "latest": .string(ProductPath.message(passport.latest.id)),
                "journal": .string(ProductPath.journal(object: key.id)),
            ]),
        ])
    }

    /// A line of a search's answer.
    var summary: JSON {
        .filled([
            "object": key.json, "presentation": passport.latest.presentation.map(JSON.string),
            "versions": .count(passport.versions), "changed_at": .time(passport.latest.changedAt),
            "operation": .string(passport.latest.operation.rawValue),
            "sentence": explanation.map { .string(Masking.masked($0.sentence)) },
            "links": .filled(["self": .string(ProductPath.object(key))]),
        ])
    }

    /// Where it is and what it waits for.
    var why: JSON {
        .filled([
            "object": key.json, "presentation": passport.latest.presentation.map(JSON.string),
            "sentence": explanation.map { .string(Masking.masked($0.sentence)) },
            "chain": explanation.map { .array($0.chain.map { .string(Masking.masked($0)) }) },
            "text": explanation.map { .string(Masking.masked($0.text)) },
            "links": .filled([
                "object": .string(ProductPath.object(key)), "journal": .string(ProductPath.journal(object: key.id)),
            ]),
        ])
    }

    private var latest: JSON {
        let latest = passport.latest
        return .filled([
            "message_id": .string(latest.id), "version": .string(latest.version), "ordinal": .count(latest.ordinal),
            "operation": .string(latest.operation.rawValue), "changed_at": .time(latest.changedAt),
            "received_at": .time(latest.receivedAt), "caller": .string(latest.caller),
            "correlation_id": .string(latest.correlationID),
        ])
    }

    private static func json(_ known: CrossReference) -> JSON {
        .filled([
            "target": .string(known.target), "slot": .string(known.slot), "target_type": .string(known.targetType),
            "reference": .string(known.reference), "message_id": .string(known.messageID),
            "ordinal": .count(known.ordinal), "is_removed": .bool(known.isRemoved),
        ])
    }
}
