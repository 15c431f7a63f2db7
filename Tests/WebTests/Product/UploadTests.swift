import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Messages
import Pipeline
import Scripts
import Storage
import Testing
import Web

@Suite("Revisions made of files that a caller sends")
struct UploadTests {
    private static let path = "/api/v1/revisions"
    private static let geo = "policies/geo.yaml"

    private static func body(_ files: [String: String?], isDry: Bool = false) -> String {
        let members = files.sorted { $0.key < $1.key }.map { JSON.Member($0.key, JSON($0.value)) }
        let json = JSON.object([.init("files", .object(members))] + (isDry ? [.init("dry_run", true)] : []))
        return String(decoding: json.bytes(sortingKeys: false), as: UTF8.self)
    }

    private static func renamed(_ office: PostOffice, _ title: String) throws -> String {
        try office.text(geo).replacing("title: Гео-контроль", with: "title: \(title)")
    }

    @Test("files change the live revision, and what is not named stays as it was", arguments: StoreKind.allCases)
    func uploaded(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let old = office.postman.revisions.live
            let first = try await client.post(
                Self.path, as: office.keys[.analyst], key: "1", Self.body([Self.geo: try Self.renamed(office, "Где")]))
            #expect(first.status == .ok)
            let id = office.postman.revisions.liveID
            let told: JSON = ["revision": .string(id.text), "previous": .string(old.id.text), "changed": true]
            #expect(try first.json == told)
            // When: another file, on top of that
            let second = try await client.post(
                Self.path, as: office.keys[.integrator], key: "2",
                Self.body(["mappings/tables/ещё.yaml": "один: два\n", "policies/suites/geo.yaml": nil]))
            #expect(second.status == .ok)
            // Then
            var files = old.files.files
            files[Self.geo] = Array(try Self.renamed(office, "Где").utf8)
            files["mappings/tables/ещё.yaml"] = Array("один: два\n".utf8)
            files["policies/suites/geo.yaml"] = nil
            #expect(office.postman.revisions.live.files.files == files)
            // The same again changes nothing.
            let again = try await client.post(
                Self.path, as: office.keys[.integrator], key: "3",
                Self.body(["mappings/tables/ещё.yaml": "один: два\n"]))
            #expect(try again.json["changed"] == false)
        }
    }

    @Test("a broken file is refused with its place, and wrong paths, contents and roles are told")
    func refused() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            let old = office.postman.revisions.liveID
            let broken = try office.text(Self.geo).replacing("radius: 100 m", with: "radius: -1 m")
            let answer = try await client.post(
                Self.path, as: office.keys[.analyst], key: "1", Self.body([Self.geo: broken]))
            #expect(try answer.code == "revision.refused")
            #expect(
                try answer.json["errors"]?.array?.first?["field"]?.string?.hasPrefix("policies/geo.yaml:13:") == true)
            let list = try await client.get(Self.path, as: office.keys[.manager]).json
            #expect(list["refused"]?["actor"] == "ключ-analyst")
            let wrong = [
                "README.md", "policies", "policies/", "policies/../README.md", "/policies/geo.yaml",
                "policies/.geo.yaml",
                "policies/geo.yaml~", "policies//geo.yaml",
            ]
            for path in wrong {
                let told = try await client.post(
                    Self.path, as: office.keys[.integrator], key: "2", Self.body([path: "а: б"]))
                #expect(told.status == .unprocessableContent, "\(path)")
                #expect(try told.json["errors"]?.array?.first?["field"] == .string("files.\(path)"), "\(path)")
            }
            for body in [#"{"files":{}}"#, #"{"files":[]}"#, #"{"files":{"policies/a.yaml":5}}"#] {
                let told = try await client.post(Self.path, as: office.keys[.integrator], key: "3", body)
                #expect(told.status == .unprocessableContent, "\(body)")
            }
            let absent = try await client.post(
                Self.path, as: office.keys[.analyst], key: "4", Self.body(["policies/нет.yaml": nil]))
            #expect(absent.status == .unprocessableContent)
            let foreign = try await client.post(
                Self.path, as: office.keys[.analyst], key: "5", Self.body(["mappings/tables/ещё.yaml": "один: два\n"]))
            #expect(foreign.status == .forbidden)
            #expect(try foreign.json["detail"]?.string?.contains("mappings/tables/ещё.yaml") == true)
            let operators = try await client.post(
                Self.path, as: office.keys[.operator], key: "6", Self.body([Self.geo: "а: б"]))
            #expect(operators.status == .forbidden)
            #expect(office.postman.revisions.liveID == old)
        }
    }

    @Test("a dry run tells all that would be told, and nothing comes of it", arguments: StoreKind.allCases)
    func rehearsed(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let old = office.postman.revisions.liveID
            let sound = try office.text(Self.geo)
            let cases = [
                (sound.replacing("title: Гео-контроль", with: "title: Где"), "live"),
                (sound.replacing("max_accuracy: 60 m", with: "max_accuracy: 60"), "refused"),
                (sound + Self.wide, "needs_second"),
            ]
            for (text, outcome) in cases {
                let answer = try await client.post(
                    Self.path, as: office.keys[.analyst], key: outcome, Self.body([Self.geo: text], isDry: true))
                let json = try answer.json
                #expect(answer.status == .ok && json["outcome"] == .string(outcome), "\(json)")
                #expect(json["live"] == .string(old.text) && json["revision"] != .string(old.text))
                #expect(json["errors"]?.array?.isEmpty == (outcome != "refused"), "\(json)")
                #expect(json["guards"]?.array?.isEmpty == (outcome != "needs_second"), "\(json)")
            }
            let again = try await client.post(
                Self.path, as: office.keys[.analyst], key: "needs_second",
                Self.body([Self.geo: sound + Self.wide], isDry: true))
            #expect(again["Idempotent-Replayed"] == "true")
            #expect(try again.json["guards"]?.array?.first?["message"]?.string?.contains("500 м") == true)
            // A rule that no example tries is a warning.
            #expect(try again.json["warnings"]?.array?.isEmpty == false)
            #expect(office.postman.revisions.liveID == old)
            let (tries, proposals) = try await office.store.read { session in
                (try session.activations(limit: 10), try session.proposals())
            }
            #expect(tries.map(\.revision) == [old] && proposals == [])
            let dry = #"{"approve":"a","dry_run":true}"#
            let approval = try await client.post(Self.path, as: office.keys[.integrator], key: "a", dry)
            #expect(approval.status == .unprocessableContent)
        }
    }

    private static let wide = """

          - id: geo.закрыт
            when: { step: closed }
            kind: geo
            params: { radius: 500 m, soft_radius: 600 m }
            mode: shadow

        """

    @Test(
        "a revision that was sent stays over looks at the tree on disk and over restarts, until that tree changes",
        arguments: StoreKind.allCases)
    func stays(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given
            for number in 1...3 {
                let text = try Self.renamed(office, "Где \(number)")
                let answer = try await client.post(
                    Self.path, as: office.keys[.analyst], key: "\(number)", Self.body([Self.geo: text]))
                #expect(answer.status == .ok)
            }
            let sent = office.postman.revisions.liveID
            #expect(try await office.restarted() == sent)
            // When: a node looks at its tree again and again
            let (looks, look) = AsyncStream.makeStream(of: Void.self)
            let clock = WallClock(now: { office.clock.now }) { _ in
                look.yield()
                try Task.checkCancellation()
                await Task.yield()
            }
            let keeper = try await RevisionKeeper.start(
                tree: office.tree, store: office.store, scripts: ScriptPool(workers: 1), clock: clock,
                meters: Meters(factory: office.registry), logger: Logger(label: "test"))
            let watching = Task { await keeper.watch(office.tree) }
            defer { watching.cancel() }
            var count = 0
            for await _ in looks {
                count += 1
                if count == 10 { break }
            }
            // Then
            #expect(try await office.store.read { try $0.liveActivation()?.revision } == sent)
            // When
            try office.write("mappings/tables/ещё.yaml", "один: два\n")
            let onDisk = try TreeFiles(readingFrom: office.tree).revision
            for await _ in looks {
                count += 1
                if keeper.liveID == onDisk || count > 20_000 { break }
            }
            // Then
            #expect(try await office.store.read { try $0.liveActivation()?.revision } == onDisk)
        }
    }
}
