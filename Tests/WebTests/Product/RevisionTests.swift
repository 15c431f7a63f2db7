import HTTPTypes
import HummingbirdTesting
import Messages
import NIOCore
import Pipeline
import Testing
import Web

@Suite("Revisions over the API")
struct RevisionTests {
    private static let path = "/api/v1/revisions"
    private static let mapping = "mappings/Склады/to_ut11.lua"
    private static let reload = #"{"reload":true}"#

    @Test(
        "a changed tree becomes live by a reload; a reload of the same tree changes nothing",
        arguments: StoreKind.allCases)
    func reload(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let old = office.postman.revisions.liveID
            try office.write("mappings/tables/ещё.yaml", "один: два\n")
            let answer = try await client.post(Self.path, as: office.keys[.integrator], key: "1", Self.reload)
            #expect(answer.status == .ok)
            let id = office.postman.revisions.liveID
            #expect(id != old)
            #expect(try answer.json == ["revision": .string(id.text), "previous": .string(old.text), "changed": true])
            #expect(answer["Pochtar-Revision"] == id.text)
            let again = try await client.post(Self.path, as: office.keys[.analyst], key: "1", Self.reload)
            #expect(try again.json["changed"] == false)
            let list = try await client.get(Self.path, as: office.keys[.manager]).json
            #expect(list["live"]?["revision"] == .string(id.text) && list["live"]?["actor"] == "ключ-integrator")
            #expect(list["history"]?.array?.count == 2 && list["refused"] == nil)
        }
    }

    @Test(
        "a broken tree is refused with file, line and column; the old one stays, and everybody can see it",
        arguments: StoreKind.allCases)
    func refused(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let (old, sound) = (office.postman.revisions.liveID, try office.text(Self.mapping))
            try office.write(Self.mapping, "return {}\nсломано сломано\n")
            let answer = try await client.post(Self.path, as: office.keys[.integrator], key: "1", Self.reload)
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.code == "revision.refused")
            let fields = try #require(try answer.json["errors"]?.array).compactMap { $0["field"]?.string }
            #expect(fields.contains { $0.hasPrefix("\(Self.mapping):2") })
            #expect(office.postman.revisions.liveID == old)
            let list = try await client.get(Self.path, as: office.keys[.manager]).json
            #expect(list["live"]?["revision"] == .string(old.text))
            #expect(list["refused"]?["findings"]?.array?.isEmpty == false)
            #expect(await office.registry.text().contains("pochtar_revision_refused_total 1"))
            // When the tree is mended, the same key may be used
            try office.write(Self.mapping, sound + "\n")
            let mended = try await client.post(Self.path, as: office.keys[.integrator], key: "1", Self.reload)
            #expect(mended.status == .ok && office.postman.revisions.liveID != old)
            #expect(try await client.get(Self.path, as: office.keys[.manager]).json["refused"] == nil)
        }
    }

    @Test(
        "a reload replayed is the first answer, though the tree on disk is broken by now", arguments: StoreKind.allCases
    )
    func replayed(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try office.write("mappings/tables/ещё.yaml", "один: два\n")
            let first = try await client.post(Self.path, as: office.keys[.integrator], key: "1", Self.reload)
            try office.write(Self.mapping, "return {}\nсломано сломано\n")
            let second = try await client.post(Self.path, as: office.keys[.integrator], key: "1", Self.reload)
            #expect(second.status == .ok && second.body == first.body)
            #expect(second["Idempotent-Replayed"] == "true")
            #expect(await office.registry.text().contains("pochtar_revision_refused_total 0"))
        }
    }

    @Test(
        "going back to an earlier revision holds, also when the node starts anew with the newer tree on disk",
        arguments: StoreKind.allCases)
    func rollback(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let old = office.postman.revisions.liveID
            try office.write("mappings/tables/ещё.yaml", "один: два\n")
            _ = try await client.post(Self.path, as: office.keys[.integrator], key: "1", Self.reload)
            let newer = office.postman.revisions.liveID
            let answer = try await client.post(
                Self.path, as: office.keys[.analyst], key: "2", #"{"activate":"\#(old)"}"#)
            #expect(try answer.json["changed"] == true && answer.json["previous"] == .string(newer.text))
            #expect(office.postman.revisions.liveID == old)
            #expect(try await office.restarted() == old)
            // A tree that was never live is taken at the start as ever
            try office.write("mappings/tables/ещё.yaml", "один: три\n")
            let restarted = try await office.restarted()
            #expect(restarted != old && restarted != newer)
        }
    }

    @Test(
        "a revision that was never live is not found, and a wish must be one and clear", arguments: StoreKind.allCases)
    func unclear(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let old = office.postman.revisions.liveID
            let unknown = try await client.post(
                Self.path, as: office.keys[.integrator], key: "1", #"{"activate":"000000000000"}"#)
            #expect(unknown.status == .notFound)
            for body in ["{}", #"{"reload":false}"#, #"{"reload":true,"activate":"a"}"#, #"{"relaod":true}"#] {
                let answer = try await client.post(Self.path, as: office.keys[.integrator], key: "1", body)
                #expect(answer.status == .unprocessableContent, "\(body)")
            }
            let operators = try await client.post(Self.path, as: office.keys[.operator], key: "1", Self.reload)
            #expect(operators.status == .forbidden)
            #expect(office.postman.revisions.liveID == old)
        }
    }
}
