package import Messages

/// One dispatch as a connector needs it: what to write or take away in the target, and under which names.
package struct ConnectorJob: Sendable, Hashable {
    package let dispatchID: String
    /// The outgoing idempotency key: the same for every attempt (E-07).
    package let key: String
    /// `write`: create it or bring it to the state in `fields`. `remove`: unpost it and mark it for deletion.
    package let action: Dispatch.Action
    /// The target's own description of the object's type.
    package let type: Contract.ObjectType
    /// The target's GUID of the object, when a cross-reference knows it.
    package let reference: String?
    /// The GUID to ask for when the object is created; the same for every version of the source object.
    package let wanted: String?
    /// From 1.
    package let attempt: Int
    /// The mapped object with the target's references in it: `{"Контрагент":{"$ref":{"type":…,"id":…}},…}`.
    package let fields: JSON
    /// Groups of fields by which an object that is in the target already is known for this one, in order.
    package let match: [[String]]
    /// Fields that tell such objects apart: one with another value there is not taken for this one.
    package let distinct: [String]
    /// Since when the job is ours, by the connector's clock: its lease runs from here, however long it lay about. Nil
    /// when it begins with the delivery.
    package let claimedAt: Instant?

    package init(
        dispatchID: String, key: String, action: Dispatch.Action, type: Contract.ObjectType, reference: String?,
        wanted: String?, attempt: Int, fields: JSON, match: [[String]] = [], distinct: [String] = [],
        claimedAt: Instant? = nil
    ) {
        self.dispatchID = dispatchID
        self.key = key
        self.action = action
        self.type = type
        self.reference = reference
        self.wanted = wanted
        self.attempt = attempt
        self.fields = fields
        self.match = match
        self.distinct = distinct
        self.claimedAt = claimedAt
    }

    /// The same with other fields.
    func with(_ fields: JSON) -> ConnectorJob {
        ConnectorJob(
            dispatchID: dispatchID, key: key, action: action, type: type, reference: reference, wanted: wanted,
            attempt: attempt, fields: fields, match: match, distinct: distinct, claimedAt: claimedAt)
    }
}
