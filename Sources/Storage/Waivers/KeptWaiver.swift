package import Messages

/// For whom a rule does not hold steps up for a while, as it is kept. It stays after its end, for reports.
package struct KeptWaiver: Sendable, Hashable {
    package let id: String
    /// A rule's id, or the name of a policy for all of its rules.
    package let rule: String
    /// Each list that is not empty must have the step's.
    package let couriers: [String]
    package let divisions: [String]
    package let warehouses: [String]
    package let from: Instant
    /// Before this moment.
    package let until: Instant
    /// Who asked, and why.
    package let reason: String
    /// The caller who gave it.
    package let actor: String
    package let createdAt: Instant
    package let revokedAt: Instant?
    package let revokedBy: String?

    package init(
        id: String, rule: String, couriers: [String] = [], divisions: [String] = [], warehouses: [String] = [],
        from: Instant, until: Instant, reason: String, actor: String, createdAt: Instant, revokedAt: Instant? = nil,
        revokedBy: String? = nil
    ) {
        self.id = id
        self.rule = rule
        self.couriers = couriers
        self.divisions = divisions
        self.warehouses = warehouses
        self.from = from
        self.until = until
        self.reason = reason
        self.actor = actor
        self.createdAt = createdAt
        self.revokedAt = revokedAt
        self.revokedBy = revokedBy
    }
}
