import Foundation
import Messages
import Testing

extension Walk {
    /// Sends a message as one of the systems; returns its id.
    func send(_ message: JSON) async throws -> String {
        let answer = try await postman.caller.post("/api/v1/messages", message, key: UUID().uuidString)
        guard answer.status == 202, let id = answer["message_id"]?.string else {
            throw Problem(.internalError, "\(answer)")
        }
        return id
    }

    /// Has УТ 11 send what was written in it since the last time; returns how many objects that were.
    func export() async throws -> Int {
        let answer = try await stand.control.post("/stand/export", address)
        guard let count = answer["exported"]?.int else { throw Problem(.internalError, "\(answer)") }
        return count
    }

    /// What 10.3 is given when it comes with a cursor, or without one.
    func changes(since cursor: String? = nil) async throws -> Answer {
        var query = ["system": "ut103"]
        query["since"] = cursor
        return try await postman.caller.get("/api/v1/changes", query)
    }

    /// Comes until nothing is left; returns what there was, each page acknowledged by the next call.
    func pullAll() async throws -> [JSON] {
        var items: [JSON] = []
        var cursor: String?
        while true {
            let page = try await changes(since: cursor)
            guard let more = page["items"]?.array, let next = page["next"]?.string else {
                throw Problem(.internalError, "\(page)")
            }
            if more.isEmpty { return items }
            items += more
            cursor = next
        }
    }

    /// The message by which 10.3 sends out what it was given.
    func reexport(_ item: JSON, version: String) -> JSON {
        [
            "source": "ut103", "type": item["type"] ?? .null, "id": item["id"] ?? .null, "version": .string(version),
            "changed_at": .string(Instant.current().rfc3339), "operation": item["operation"] ?? .null,
            "presentation": item["presentation"] ?? .null, "data": item["data"] ?? .null,
        ]
    }

    /// Waits until another revision than this one is live.
    func untilLive(after revision: String?) async throws {
        try await Patience.until("another revision is live") { try await revisions().live != revision }
    }

    /// Makes another system the owner of the trials.
    func own(trials master: String) async throws {
        let before = try await revisions().live
        try tree.own(trials: master)
        try await untilLive(after: before)
    }

    private var address: JSON {
        ["postman": .string("http://127.0.0.1:\(postman.port)"), "login": "dev", "password": "dev"]
    }
}
