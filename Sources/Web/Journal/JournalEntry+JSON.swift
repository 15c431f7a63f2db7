import Messages

extension JournalEntry {
    /// What happened, and to whom.
    var json: JSON {
        .filled([
            "id": .string(id), "at": .time(at), "kind": .string(kind.rawValue), "object": object?.json,
            "message_id": messageID.map(JSON.string), "dispatch_id": dispatchID.map(JSON.string),
            "target": target.map(JSON.string), "correlation_id": correlationID.map(JSON.string),
            "revision": revision.map { .string($0.text) }, "summary": .string(Masking.masked(summary)),
            "detail": detail.map(Masking.masked),
        ])
    }
}
