package import Messages

/// One request that hands messages in: its key, what it brought, and how it is answered.
package struct IntakeRequest: Sendable {
    package let claim: IdempotencyClaim
    package let arrivals: [Arrival]
    /// The moment of the answer, then and at every replay; and until when it is kept.
    package let at: Instant
    package let expiry: Instant
    /// Makes the answer of what became of each arrival.
    package let reply: @Sendable ([Acceptance]) -> Reply

    package init(
        claim: IdempotencyClaim, arrivals: [Arrival], at: Instant, expiry: Instant,
        reply: @escaping @Sendable ([Acceptance]) -> Reply
    ) {
        self.claim = claim
        self.arrivals = arrivals
        self.at = at
        self.expiry = expiry
        self.reply = reply
    }
}

/// What a request that handed messages in came to.
package enum IntakeAnswer: Sendable {
    /// Everything is durable now.
    case taken(Reply, [Acceptance])
    /// The key was used before; this is what was answered then, to that request or to another one.
    case known(StoredReply)
}
