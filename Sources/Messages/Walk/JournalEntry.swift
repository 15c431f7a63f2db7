/// One thing that happened, and to whom.
package struct JournalEntry: Sendable, Hashable {
    package let id: String
    package let at: Instant
    package let kind: JournalKind
    package let object: ObjectKey?
    package let messageID: String?
    package let dispatchID: String?
    package let target: String?
    package let correlationID: String?
    package let revision: RevisionID?
    /// What happened, in a Russian sentence.
    package let summary: String
    /// Particulars for the operator: steps of an attempt, hashes, the waits of a parked dispatch.
    package let detail: JSON?

    package init(
        at: Instant, kind: JournalKind, object: ObjectKey? = nil, messageID: String? = nil, dispatchID: String? = nil,
        target: String? = nil, correlationID: String? = nil, revision: RevisionID? = nil, summary: String,
        detail: JSON? = nil, id: String? = nil
    ) {
        self.id = id ?? Identifier.make(at: at)
        self.at = at
        self.kind = kind
        self.object = object
        self.messageID = messageID
        self.dispatchID = dispatchID
        self.target = target
        self.correlationID = correlationID
        self.revision = revision
        self.summary = summary
        self.detail = detail
    }
}
