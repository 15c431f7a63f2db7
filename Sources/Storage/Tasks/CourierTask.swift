package import Messages

/// What a courier is to deliver, as far as the postman knows: its state, whose it is, and where it goes.
package struct CourierTask: Sendable, Hashable {
    /// The states of a delivery (requirements §2.2).
    package enum State: String, Sendable, Hashable, CaseIterable {
        case new = "NEW"
        case picking = "PICKING"
        case ready = "READY"
        case pickedUp = "PICKED_UP"
        case onRoute = "ON_ROUTE"
        case delivered = "DELIVERED"
        case cashReturned = "CASH_RETURNED"
        case done = "DONE"
        case failed = "FAILED"
        case refused = "REFUSED"
    }

    /// The task's number in Bitrix24, or the order's where there is none yet.
    package let id: String
    package var state: State
    package var courier: String?
    package var division: String?
    package var warehouse: String?
    /// Where it goes: `{"lat":…,"lon":…}`; nil while nobody knows.
    package var address: JSON?
    /// Where it starts from.
    package var base: JSON?
    /// What is to be taken from the client, in kopecks.
    package var dueKopecks: Int?
    package let createdAt: Instant
    package var updatedAt: Instant

    package init(
        id: String, state: State, courier: String? = nil, division: String? = nil, warehouse: String? = nil,
        address: JSON? = nil, base: JSON? = nil, dueKopecks: Int? = nil, createdAt: Instant, updatedAt: Instant
    ) {
        self.id = id
        self.state = state
        self.courier = courier
        self.division = division
        self.warehouse = warehouse
        self.address = address
        self.base = base
        self.dueKopecks = dueKopecks
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
