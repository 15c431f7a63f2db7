import HTTPTypes
import HummingbirdTesting
import Messages
import Pipeline
import Storage
import Testing

@Suite("The protocol of the unmatched")
struct UnmatchedTests {
    private static let item = "40e1b7c4-52d1-11ed-9d3a-00155d0a0001"

    @Test(
        "a value that a table lacks is listed with its field; with the table mended it goes by itself",
        arguments: StoreKind.allCases)
    func table(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given
            _ = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "1", Goods.unplaceable(Self.item))
            try await office.sort()
            // Then
            let list = try await client.get("/api/v1/unmatched", as: office.keys[.manager]).json
            let line = try #require(list["items"]?.array?.first)
            #expect(list["total_items"] == 1 && line["presentation"] == "Сувенир")
            #expect(line["field"]?.string?.contains("СтавкаНДС") == true && line["dispatch_id"] == nil)
            // When: any other tree is in force, it may know more.
            try office.write("mappings/tables/ндс.yaml", try office.text("mappings/tables/ндс.yaml") + "\n# ещё\n")
            let reload = try await client.post(
                "/api/v1/revisions", as: office.keys[.integrator], key: "2", #"{"reload":true}"#)
            #expect(reload.status == .ok || reload.status == .created, "\(reload)")
            // Then
            #expect(try await office.store.read { try $0.isInInbox(line["message_id"]?.string ?? "") })
        }
    }

    @Test(
        "what waits for no choice cannot be decided, and a decision says what it wants", arguments: ["choose", "skip"])
    func nothing(_ verb: String) async throws {
        try await PostOffice.open(.sqlite) { office, client in
            let path = "/api/v1/unmatched/\(Self.item)/\(verb)"
            let reference = verb == "choose" ? #""reference":"\#(Self.item)","# : ""
            let body = #"{\#(reference)"reason":"так надо"}"#
            let absent = try await client.post(path, as: office.keys[.operator], key: "1", body)
            #expect(absent.status == .notFound)
            #expect(try absent.json["detail"]?.string?.contains("выбора не ждёт") == true)
            let empty = try await client.post(path, as: office.keys[.operator], key: "2", "{}")
            #expect(empty.status == .unprocessableContent)
            let stranger = try await client.post(path, as: office.keys[.source], key: "3", body)
            #expect(stranger.status == .forbidden)
        }
    }
}
