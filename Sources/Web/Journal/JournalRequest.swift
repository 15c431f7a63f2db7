import Messages
import Storage

/// Which part of the journal is asked for: what came after a cursor, or the newest entries.
struct JournalRequest: Sendable {
    private static let limits = 1...500

    private let cursor: String?
    private let tail: Int?
    private let limit: Int
    private let object: String?
    private let message: String?
    private let kind: JournalKind?

    init(_ query: Query) throws(Problem) {
        cursor = query["cursor"]
        if let cursor, GUID.normalized(cursor) != cursor {
            throw Query.problem("cursor", "«\(cursor)» не выдавался: передайте cursor из прошлого ответа")
        }
        tail = query["tail"] == nil ? nil : try query.number("tail", in: Self.limits, default: 1)
        if cursor != nil, tail != nil { throw Query.problem("tail", "не сочетается с cursor: выберите одно") }
        limit = try query.number("limit", in: Self.limits, default: 100)
        object = try Self.guid("object", query)
        message = try Self.guid("message", query)
        kind = try query.word("kind", JournalKind.self)
    }

    /// The entries, oldest first; the cursor goes on behind the last of them, where a later call finds what came since.
    func answer(in session: Session) throws -> JSON {
        var entries: [JournalEntry]
        var hasMore = false
        if let tail {
            entries = try session.journalTail(object: object, message: message, kind: kind, limit: tail).reversed()
        } else {
            entries = try session.journal(
                after: cursor, object: object, message: message, kind: kind, limit: limit + 1)
            hasMore = entries.count > limit
            entries = Array(entries.prefix(limit))
        }
        return .object([
            .init("items", .array(entries.map(\.json))), .init("cursor", JSON(entries.last?.id ?? cursor)),
            .init("has_more", .bool(hasMore)),
        ])
    }

    private static func guid(_ name: String, _ query: Query) throws(Problem) -> String? {
        guard let text = query[name] else { return nil }
        guard let guid = GUID.normalized(text) else { throw Query.problem(name, "«\(text)» — не GUID") }
        return guid
    }
}
