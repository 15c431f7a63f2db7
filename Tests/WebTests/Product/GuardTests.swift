import HTTPTypes
import HummingbirdTesting
import Logging
import Messages
import Pipeline
import Scripts
import Storage
import Testing
import Web

@Suite("Numbers outside their guard rails over the API")
struct GuardTests {
    private static let path = "/api/v1/revisions"
    private static let reload = #"{"reload":true}"#

    /// A policy of its own, that no committed example tries.
    private static func policy(_ radius: String) -> String {
        """
        policy: ещё
        title: Ещё
        version: 1
        rules:
          - id: ещё.закрыт
            when: { step: closed }
            kind: geo
            params: { radius: \(radius), soft_radius: 600 m }
            mode: shadow

        """
    }

    private static func approve(_ revision: RevisionID) -> String { #"{"approve":"\#(revision)"}"# }

    /// What the tree on disk is called.
    private static func onDisk(_ office: PostOffice) throws -> RevisionID {
        try TreeFiles(readingFrom: office.tree).revision
    }

    @Test(
        "need two callers: the one who asks is told what and how, another one approves", arguments: StoreKind.allCases)
    func twoCallers(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // When
            let old = office.postman.revisions.liveID
            try office.write("policies/ещё.yaml", Self.policy("500 m"))
            let wanted = try Self.onDisk(office)
            let asked = try await client.post(Self.path, as: office.keys[.analyst], key: "1", Self.reload)
            // Then
            #expect(asked.status == .conflict)
            #expect(try asked.code == "revision.needs_second")
            let detail = try asked.json["detail"]?.string ?? ""
            for part in ["«ещё.закрыт»: radius — 500 м, а guard — от 30 м до 300 м", Self.approve(wanted), old.text] {
                #expect(detail.contains(part), "\(detail)")
            }
            #expect(try asked.json["errors"]?.array?.first?["field"] == "policies/ещё.yaml:8:23")
            #expect(office.postman.revisions.liveID == old)
            let list = try await client.get(Self.path, as: office.keys[.manager]).json
            #expect(list["proposals"]?.array?.first?["actor"] == "ключ-analyst")
            #expect(list["refused"]?["revision"] == .string(wanted.text))
            // When
            let approval = Self.approve(wanted)
            let own = try await client.post(Self.path, as: office.keys[.analyst], key: "2", approval)
            #expect(own.status == .forbidden)
            let approved = try await client.post(Self.path, as: office.keys[.operator], key: "3", approval)
            // Then
            #expect(approved.status == .ok && office.postman.revisions.liveID == wanted)
            #expect(try approved.json["changed"] == true && approved.json["previous"] == .string(old.text))
            let after = try await client.get(Self.path, as: office.keys[.manager]).json
            #expect(after["proposals"] == [] && after["live"]?["actor"] == "ключ-operator")
            let said = try await office.store.read { try $0.journal(kind: .activated, limit: 10) }.map(\.summary)
            #expect(said.contains { $0.contains("одобрил ключ-operator, просил ключ-analyst") }, "\(said)")
            // Approved once, it waits no more; and it stays over a restart.
            let again = try await client.post(Self.path, as: office.keys[.operator], key: "4", approval)
            #expect(again.status == .notFound)
            #expect(try await office.restarted() == wanted)
        }
    }

    @Test("are not approved by the key that asked, and come back into force only by two again")
    func ownApproval() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            try office.write("policies/ещё.yaml", Self.policy("500 m"))
            let wide = try Self.onDisk(office)
            _ = try await client.post(Self.path, as: office.keys[.integrator], key: "1", Self.reload)
            let own = try await client.post(Self.path, as: office.keys[.integrator], key: "2", Self.approve(wide))
            #expect(own.status == .conflict)
            #expect(try own.json["detail"]?.string?.contains("другой ключ") == true)
            // Asking again makes nobody else the one who asked first.
            _ = try await client.post(Self.path, as: office.keys[.analyst], key: "3", Self.reload)
            let still = try await client.post(Self.path, as: office.keys[.integrator], key: "4", Self.approve(wide))
            #expect(still.status == .conflict)
            let other = try await client.post(Self.path, as: office.keys[.operator], key: "5", Self.approve(wide))
            #expect(other.status == .ok)
            // What is live already may stand while other things change, and the way back inside is free.
            try office.write("mappings/tables/ещё.yaml", "один: два\n")
            #expect(try await client.post(Self.path, as: office.keys[.analyst], key: "6", Self.reload).status == .ok)
            try office.write("policies/ещё.yaml", Self.policy("200 m"))
            #expect(try await client.post(Self.path, as: office.keys[.analyst], key: "7", Self.reload).status == .ok)
            let back = #"{"activate":"\#(wide)"}"#
            let refused = try await client.post(Self.path, as: office.keys[.analyst], key: "8", back)
            #expect(try refused.code == "revision.needs_second")
        }
    }

    @Test(
        "found on disk are refused once and stay refused over restarts, until anybody with the right role approves",
        arguments: StoreKind.allCases)
    func onDisk(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let old = office.postman.revisions.liveID
            try office.write("policies/ещё.yaml", Self.policy("500 m"))
            let files = try TreeFiles(readingFrom: office.tree)
            for _ in 1...2 {
                let told = await #expect(throws: Problem.self) {
                    try await office.postman.revisions.activate(files, actor: "watcher")
                }
                #expect(told?.code == .needsSecond)
                #expect(try await office.restarted() == old)
            }
            let refusals = try await office.store.read { try $0.activations(limit: 10) }.filter { !$0.isLive }
            #expect(refusals.map(\.actor) == ["watcher"])
            #expect(refusals.first?.findings.first?.hasPrefix("policies/ещё.yaml:8:23: «ещё.закрыт»") == true)
            // When
            let approval = Self.approve(files.revision)
            let approved = try await client.post(Self.path, as: office.keys[.integrator], key: "1", approval)
            // Then
            #expect(approved.status == .ok && office.postman.revisions.liveID == files.revision)
            #expect(try await office.restarted() == files.revision)
        }
    }

    @Test("are taken as they are by the first start of an empty store", arguments: StoreKind.allCases)
    func emptyStore(_ kind: StoreKind) async throws {
        try await PostOffice.open(.sqlite) { office, _ in
            try office.write("policies/ещё.yaml", Self.policy("500 m"))
            let store = try Store(try await kind.location())
            let keeper = try await RevisionKeeper.start(
                tree: office.tree, store: store, scripts: ScriptPool(workers: 1), clock: office.clock.wallClock,
                meters: Meters(factory: office.registry), logger: Logger(label: "test"))
            #expect(try keeper.liveID == Self.onDisk(office))
            #expect(try await store.read { try $0.proposals() } == [])
        }
    }

    @Test("what is approved is a change to what was live when it was asked for, and to nothing else")
    func otherBase() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            // Given
            try office.write("policies/ещё.yaml", Self.policy("500 m"))
            let wanted = try Self.onDisk(office)
            let asked = try await client.post(Self.path, as: office.keys[.analyst], key: "1", Self.reload)
            #expect(asked.status == .conflict)
            // When: another change goes live meanwhile.
            try office.write("policies/ещё.yaml", Self.policy("200 m"))
            let other = try Self.onDisk(office)
            let live = try await client.post(Self.path, as: office.keys[.analyst], key: "2", Self.reload)
            #expect(live.status == .ok)
            let approval = try await client.post(
                Self.path, as: office.keys[.operator], key: "3", Self.approve(wanted))
            // Then
            #expect(approval.status == .conflict && office.postman.revisions.liveID == other)
            #expect(try approval.json["detail"]?.string?.contains("попросите заново") == true)
        }
    }
}
