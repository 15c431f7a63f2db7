import Messages

/// Decides, arrival by arrival, what becomes of a set of them, given what the store knew before; and holds what must
/// be written for it. A value that touches no database.
struct IntakeLedger {
    /// A version of an object, as the fence knows it (E-01).
    struct Version: Hashable {
        let key: ObjectKey
        let version: String
        let changedAt: Instant
        let operation: String

        init(_ arrival: Arrival) {
            key = arrival.key
            version = arrival.version
            changedAt = arrival.changedAt
            operation = arrival.operation.rawValue
        }
    }

    /// The latest version of an object.
    struct Latest {
        let messageID: String
        let ordinal: Int
        let version: String
        let operation: String
        let changedAt: Instant
        let hash: String
        /// How many versions came, stale ones too.
        var arrivals: Int
    }

    /// What the store knows of the arrivals' objects.
    struct Known {
        var objects: [ObjectKey: Latest] = [:]
        /// Which of the arrivals' versions came before: the message, and the hash of its data.
        var fence: [Version: (messageID: String, hash: String)] = [:]
    }

    /// An arrival that is written.
    struct Entered {
        let arrival: Arrival
        let ordinal: Int
        let hash: String
    }

    /// An object whose row changes.
    struct Object {
        let key: ObjectKey
        let isNew: Bool
        var latest: Latest
        /// The newest name that one of the arrivals gave it.
        var presentation: String?
        /// It has another latest version now, and not only more arrivals.
        var isMoved: Bool
    }

    private(set) var messages: [Entered] = []
    private(set) var stale: [(arrival: Arrival, reason: String)] = []
    private(set) var queued: [Entered] = []
    private(set) var entries: [JournalEntry] = []

    /// The objects whose rows change, in the order in which all transactions take them.
    var objects: [Object] {
        changed.values.sorted {
            ($0.key.id, $0.key.type, $0.key.system) < ($1.key.id, $1.key.type, $1.key.system)
        }
    }

    private var known: Known
    private var changed: [ObjectKey: Object] = [:]

    init(_ known: Known) {
        self.known = known
    }

    /// Decides one arrival.
    mutating func enter(_ arrival: Arrival) -> Acceptance {
        let hash = arrival.dataHash
        let latest = changed[arrival.key]?.latest ?? known.objects[arrival.key]
        if let first = first(of: arrival, latest) {
            let differs = first.hash != hash
            entries.append(Self.duplicate(arrival, of: first.messageID, differs: differs))
            return .duplicate(of: first.messageID, differs: differs)
        }
        let ordinal = (latest?.arrivals ?? 0) + 1
        let entered = Entered(arrival: arrival, ordinal: ordinal, hash: hash)
        messages.append(entered)
        known.fence[Version(arrival)] = (arrival.id, hash)
        if let latest, arrival.changedAt < latest.changedAt {
            keepStale(arrival, behind: latest, ordinal)
            return .stale(messageID: arrival.id)
        }
        move(to: entered)
        queued.append(entered)
        entries.append(Self.accepted(entered))
        return .accepted(messageID: arrival.id)
    }

    private func first(of arrival: Arrival, _ latest: Latest?) -> (messageID: String, hash: String)? {
        if let latest, latest.version == arrival.version, latest.operation == arrival.operation.rawValue {
            return (latest.messageID, latest.hash)
        }
        return known.fence[Version(arrival)]
    }

    private mutating func move(to entered: Entered) {
        let arrival = entered.arrival
        let latest = Latest(
            messageID: arrival.id, ordinal: entered.ordinal, version: arrival.version,
            operation: arrival.operation.rawValue, changedAt: arrival.changedAt, hash: entered.hash,
            arrivals: entered.ordinal)
        let before = changed[arrival.key]
        changed[arrival.key] = Object(
            key: arrival.key, isNew: before?.isNew ?? (known.objects[arrival.key] == nil), latest: latest,
            presentation: arrival.presentation ?? before?.presentation, isMoved: true)
    }

    private mutating func keepStale(_ arrival: Arrival, behind latest: Latest, _ ordinal: Int) {
        var object =
            changed[arrival.key]
            ?? Object(key: arrival.key, isNew: false, latest: latest, presentation: nil, isMoved: false)
        object.latest.arrivals = ordinal
        changed[arrival.key] = object
        let reason = "Версия \(arrival.version) старше уже известной: сохранена, не отправляется"
        stale.append((arrival, reason))
        entries.append(
            JournalEntry(
                at: arrival.receivedAt, kind: .stale, object: arrival.key, messageID: arrival.id,
                correlationID: arrival.correlationID, summary: reason))
    }

    private static func accepted(_ entered: Entered) -> JournalEntry {
        let arrival = entered.arrival
        return JournalEntry(
            at: arrival.receivedAt, kind: .accepted, object: arrival.key, messageID: arrival.id,
            correlationID: arrival.correlationID, summary: "Принято: \(arrival.presentation ?? arrival.key.type)",
            detail: .object([
                .init("version", .string(arrival.version)), .init("operation", .string(arrival.operation.rawValue)),
                .init("caller", .string(arrival.caller)), .init("hash", .string(entered.hash)),
            ]))
    }

    private static func duplicate(_ arrival: Arrival, of first: String, differs: Bool) -> JournalEntry {
        let summary =
            differs
            ? "Версия \(arrival.version) пришла ещё раз с другим содержимым; осталось прежнее"
            : "Версия \(arrival.version) пришла ещё раз; ничего не изменилось"
        return JournalEntry(
            at: arrival.receivedAt, kind: .duplicate, object: arrival.key, messageID: first,
            correlationID: arrival.correlationID, summary: summary,
            detail: .object([.init("caller", .string(arrival.caller)), .init("differs", .bool(differs))]))
    }
}
