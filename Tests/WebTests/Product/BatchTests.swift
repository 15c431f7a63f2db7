import HTTPTypes
import HummingbirdTesting
import Messages
import NIOCore
import Storage
import Testing
import Web

@Suite("Intake of a batch")
struct BatchTests {
    private static let lines: HTTPFields = [.contentType: "application/x-ndjson"]

    private static func id(_ number: Int) -> String {
        let digits = String(number)
        return "40e1b7c4-52d1-11ed-9d3a-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    private static func read(_ answer: TestResponse) throws -> [JSON] {
        try String(buffer: answer.body).split(separator: "\n").map { try JSONReader.read($0.utf8) }
    }

    @Test("each line is answered in order, and a bad one does not spoil its neighbours", arguments: StoreKind.allCases)
    func mixed(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let body = [
                Goods(id: Self.id(1)).text, "{broken", "", Goods(id: Self.id(2)).text,
                Goods(id: Self.id(3)).text.replacing("Справочник.Номенклатура", with: "Справочник.Иное"),
                Goods(id: Self.id(1)).text, #"{"source":"ut103"}"#,
            ].joined(separator: "\r\n")
            let answer = try await client.post(
                "/api/v1/messages/batch", as: office.keys[.source], key: "k", body, Self.lines)
            #expect(answer.status == .ok)
            #expect(answer["Content-Type"] == "application/x-ndjson; charset=utf-8")
            let lines = try Self.read(answer)
            #expect(lines.map { $0["line"] } == [1, 2, 4, 5, 6, 7])
            #expect(lines.map { $0["status"] } == [202, 400, 202, 422, 200, 422])
            #expect(lines[1]["code"] == "validation.unreadable" && lines[3]["code"] == "validation.unknown_type")
            #expect(lines[4]["duplicate_of"] == lines[0]["message_id"] && lines[4]["duplicate_of"] != nil)
            #expect(lines[5]["errors"]?.array?.isEmpty == false && lines[5]["detail"]?.string != nil)
            let waiting = try await office.store.read { try $0.queueDepths() }
            #expect(waiting.map(\.count) == [2])
        }
    }

    @Test(
        "a batch replayed gives the same lines and has no second effect; another body is a conflict",
        arguments: StoreKind.allCases)
    func replayed(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let body = Goods(id: Self.id(1)).text + "\n" + Goods(id: Self.id(2)).text
            let answers = try await [body, body, body + "\n" + Goods(id: Self.id(3)).text].asyncMap {
                try await client.post("/api/v1/messages/batch", as: office.keys[.source], key: "k", $0, Self.lines)
            }
            #expect(answers[1].body == answers[0].body && answers[1]["Idempotent-Replayed"] == "true")
            #expect(answers[1]["Pochtar-Revision"] == answers[0]["Pochtar-Revision"])
            #expect(answers[2].status == .conflict)
            let journal = try await office.store.read { try $0.journal(kind: .accepted, limit: 10) }
            #expect(journal.count == 2)
            let line = #"pochtar_accepted_total{source="ut103",type="Справочник.Номенклатура"} 2"#
            #expect(await office.registry.text().contains(line))
        }
    }

    @Test("a thousand lines go at once, one more is too many", arguments: StoreKind.allCases)
    func thousand(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let body = (1...1000).map { Goods(id: Self.id($0)).text }.joined(separator: "\n")
            let answer = try await client.post(
                "/api/v1/messages/batch", as: office.keys[.source], key: "k", body, Self.lines)
            let lines = try Self.read(answer)
            #expect(lines.count == 1000 && lines.allSatisfy { $0["status"] == 202 })
            let more = try await client.post(
                "/api/v1/messages/batch", as: office.keys[.source], key: "l", body + "\n{}", Self.lines)
            #expect(more.status == .contentTooLarge)
        }
    }
}
