import Messages
import Pipeline
import Storage

extension Routes {
    /// An object's passport, a search for objects, and why one of them is where it is.
    func objects(_ postman: Postman) {
        read("/api/v1/objects/{system}/{type}/{id}", for: Role.readers) { call in
            let key = try Self.key(call)
            let report = try await postman.store.read { session -> PassportReport? in
                if call.caller.seesOwnOnly, try !session.wasHandedIn(key, by: call.caller.name) { return nil }
                return try PassportReport(key, in: session, at: call.now)
            }
            guard let report else {
                throw Problem(
                    .notFound,
                    "Объект \(key.type) \(key.id) из \(key.system) ещё не приходил"
                        + "\(call.caller.ownOnlyRemark).")
            }
            return .fresh(report.json)
        }
        read("/api/v1/objects", for: Role.staff) { call in
            let text = try Self.searched(call.query)
            let page = try PageRequest(call.query)
            let found = try await postman.store.read { session in
                try session.findObjects(text, offset: page.offset, limit: page.size + 1)
                    .compactMap { try PassportReport($0, in: session, at: call.now) }
            }
            return .fresh(
                .object([
                    .init("items", .array(found.prefix(page.size).map(\.summary))), .init("page", .count(page.page)),
                    .init("page_size", .count(page.size)), .init("has_next", .bool(found.count > page.size)),
                ]))
        }
        read("/api/v1/why", for: Role.staff) { call in
            let text = try Self.searched(call.query)
            let found = try await postman.store.read { session in
                try session.findObjects(text, limit: 10).compactMap {
                    try PassportReport($0, in: session, at: call.now)
                }
            }
            guard !found.isEmpty else {
                throw Problem(
                    .notFound,
                    "«\(text)» не находится среди принятых объектов: проверьте номер или GUID; "
                        + "возможно, источник этого ещё не выгружал.")
            }
            return .fresh(.object([.init("q", .string(text)), .init("items", .array(found.map(\.why)))]))
        }
    }

    private static func key(_ call: Call) throws(Problem) -> ObjectKey {
        guard let id = GUID.normalized(call.parameter("id")) else {
            throw Query.problem("id", "«\(call.parameter("id"))» — не GUID")
        }
        return ObjectKey(system: call.parameter("system"), type: call.parameter("type"), id: id)
    }

    /// What is searched for: a GUID, or a part of what people call the object.
    private static func searched(_ query: Query) throws(Problem) -> String {
        guard let text = query["q"]?.split(whereSeparator: \.isWhitespace).joined(separator: " "), text.count >= 2
        else { throw Query.problem("q", "нужны номер, часть названия (от двух символов) или GUID") }
        guard text.count <= 200 else { throw Query.problem("q", "длиннее 200 символов") }
        return text
    }
}
