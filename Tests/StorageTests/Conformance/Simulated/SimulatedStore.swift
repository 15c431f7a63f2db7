import Messages

@testable import Storage

/// The store as it is meant, without a database: a few dictionaries, and each verb as plainly as it can be said. What
/// the databases answer is compared with what this says.
struct SimulatedStore {
    /// One version of an object.
    struct Version {
        let arrival: Arrival
        let ordinal: Int
    }

    /// What is known of an object.
    struct Known {
        /// The latest version's message.
        var latest: String
        /// How many versions came, stale ones too.
        var arrivals: Int
        var presentation: String?
    }

    /// A message that waits to be mapped.
    struct Unsorted {
        let lane: Lane
        var due: Instant
        let received: Instant
        var leaseUntil: Instant?
        var token = 0
    }

    /// A dispatch, and what the outbox does not tell of it.
    struct Delivery {
        var dispatch: Dispatch
        let fieldsHash: String
        var detail: JSON?
        var updated: Instant
    }

    /// A dispatch's place in the outbox.
    struct Place {
        var due: Instant?
        var isHeldByOutage = false
        /// In which order it is posted, when only that is to come.
        var dated: Instant?
        let since: Instant
        var leaseUntil: Instant?
        var token = 0
    }

    /// A dispatch waits for an object.
    struct Waiting {
        let dispatch: String
        let target: String
        let reference: Reference
        let since: Instant
        let escalateAt: Instant
        var isEscalated = false
    }

    /// An object was sent without another one.
    struct Revisit {
        let waiting: ObjectKey
        let reference: Reference
        let target: String
        let lane: Lane
        let since: Instant
    }

    /// What a slot of an object is called.
    struct Slot: Hashable {
        let source: ObjectKey
        let target: String
        let name: String
    }

    /// What a target has in a slot.
    struct Possession {
        let reference: CrossReference
        let isPosted: Bool?
        let at: Instant
    }

    /// An answer under its key.
    struct Kept {
        let stored: StoredReply
        let expiry: Instant
    }

    var messages: [String: Version] = [:]
    var objects: [ObjectKey: Known] = [:]
    var inbox: [String: Unsorted] = [:]
    var sortings: [String: (sorting: Sorting, at: Instant)] = [:]
    var dispatches: [String: Delivery] = [:]
    var outbox: [String: Place] = [:]
    var waits: [Waiting] = []
    var revisits: [Revisit] = []
    var possessions: [Slot: Possession] = [:]
    var outages: [Outage] = []
    var replies: [String: (claim: IdempotencyClaim, kept: Kept)] = [:]
    var pauses: [Pause] = []
    var journal: [JournalEntry] = []

    /// All claims that were ever handed out, valid or not, in their order.
    var inboxClaims: [InboxClaim] = []
    var outboxClaims: [OutboxClaim] = []

    /// A message as the store gives it.
    func message(_ id: String) -> Message? {
        messages[id].map { version in
            let arrival = version.arrival
            return Message(
                id: arrival.id, key: arrival.key, ordinal: version.ordinal, version: arrival.version,
                changedAt: arrival.changedAt, operation: arrival.operation, presentation: arrival.presentation,
                data: arrival.data, caller: arrival.caller, correlationID: arrival.correlationID,
                receivedAt: arrival.receivedAt)
        }
    }

    func isLatest(_ message: String) -> Bool {
        messages[message].flatMap { objects[$0.arrival.key]?.latest } == message
    }
}
