import Foundation
import Messages
import Storage

/// A store of its own, and arrivals to put into it.
struct StoreFixture {
    let store: Store
    let noon = Instant(milliseconds: 1_795_780_800_000)

    init(_ kind: StoreKind) async throws {
        store = try Store(try await kind.location())
    }

    init(_ location: StoreLocation) throws {
        store = try Store(location)
    }

    init(_ store: Store) {
        self.store = store
    }

    func arrival(
        _ id: String = "11111111-1111-1111-1111-111111111111", version: String, changed seconds: Int64 = 0,
        operation: Messages.Operation = .upsert, data: String = "{\"Наименование\":\"Чайник\"}", after: Int64 = 0,
        named name: String? = nil
    ) -> Arrival {
        Arrival(
            id: name ?? Identifier.make(at: noon), key: Self.key(id), version: version,
            changedAt: noon + .seconds(seconds),
            operation: operation, presentation: "Чайник", data: data, lane: .catalogs, caller: "1c",
            correlationID: "c-1", receivedAt: noon + .seconds(after))
    }

    static func key(_ id: String, type: String = "Справочник.Номенклатура") -> ObjectKey {
        ObjectKey(system: "ut103", type: type, id: id)
    }

    func dispatch(
        of message: Message, slot: String = "номенклатура", position: Int = 0, state: DispatchState = .queued,
        target: String = "ut11", type: String = "Справочник.Номенклатура", lane: Lane = .catalogs
    ) -> Dispatch {
        Self.dispatch(
            of: message, slot: slot, position: position, state: state, target: target, type: type, lane: lane, at: noon)
    }

    static func dispatch(
        of message: Message, slot: String = "номенклатура", position: Int = 0, state: DispatchState = .queued,
        target: String = "ut11", type: String = "Справочник.Номенклатура", lane: Lane = .catalogs, at now: Instant
    ) -> Dispatch {
        Dispatch(
            id: Identifier.make(at: now), messageID: message.id, source: message.key, ordinal: message.ordinal,
            position: position, target: target, slot: slot, targetType: type, action: .write, lane: lane,
            state: state,
            key: Dispatch.outgoingKey(message: message.id, target: target, slot: slot, action: .write), fields: "{}",
            revision: RevisionID("r1"), attempts: 0, wanted: message.key.id, reference: nil, reason: nil,
            createdAt: now)
    }

    /// Accepts an arrival, takes it out of the inbox and opens a dispatch for each slot.
    func opened(_ arrival: Arrival, slots: [String] = ["номенклатура"], waits: [Reference] = []) async throws -> Message
    {
        let noon = noon
        let fixture = self
        return try await store.transaction { session in
            _ = try session.accept(arrival)
            let claims = try session.claimInbox(limit: 100, at: noon + .hours(1), lease: .seconds(30))
            guard let claim = claims.first(where: { $0.message.id == arrival.id }) else {
                throw Problem(.internalError, "the arrival was not claimed")
            }
            _ = try session.finishInbox(claim)
            for (position, slot) in slots.enumerated() {
                try session.open(
                    fixture.dispatch(
                        of: claim.message, slot: slot, position: position, state: waits.isEmpty ? .queued : .parked),
                    fieldsHash: "h", waits: waits, escalateAt: noon + .hours(2))
            }
            return claim.message
        }
    }

    func claims(limit: Int = 10, at instant: Instant? = nil, lane: Lane = .catalogs) async throws -> [OutboxClaim] {
        let now = instant ?? noon + .minutes(1)
        return try await store.transaction {
            try $0.claimOutbox(target: "ut11", lane: lane, limit: limit, at: now, lease: .seconds(45))
        }
    }
}
