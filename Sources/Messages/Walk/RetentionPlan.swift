/// How long what the postman remembers is kept (`policies/retention.yaml`); as the launch plan says where a tree does
/// not.
package struct RetentionPlan: Sendable, Hashable {
    /// The exchange journal: at least `leastJournal`.
    package let journal: Span
    /// What couriers did, with the facts and what was decided: at least `leastTaskEvents`.
    package let taskEvents: Span
    /// An answer under its idempotency key, from when it was given: at least `leastIdempotencyKeys`.
    package let idempotencyKeys: Span
    /// Coordinates of a step: at most `mostCoordinates`; distance, accuracy and age of a fix outlive them (E-25).
    package let coordinates: Span

    /// The launch plan's bounds: nobody may be promised less, and of a person's whereabouts nobody may keep more.
    package static let leastJournal = Span.days(90)
    package static let leastTaskEvents = Span.days(180)
    package static let leastIdempotencyKeys = Span.hours(72)
    package static let mostCoordinates = Span.days(30)

    package init(
        journal: Span = leastJournal, taskEvents: Span = leastTaskEvents, idempotencyKeys: Span = leastIdempotencyKeys,
        coordinates: Span = mostCoordinates
    ) {
        self.journal = journal
        self.taskEvents = taskEvents
        self.idempotencyKeys = idempotencyKeys
        self.coordinates = coordinates
    }
}
