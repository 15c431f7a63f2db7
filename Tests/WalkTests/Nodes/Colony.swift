import Cluster
import Foundation
import Stand
import Storage
import Testing

/// Several postmen over one PostgreSQL, with one stand and one 1С.
struct Colony: Sendable {
    let nodes: [PostmanNode]
    let stand: StandPeer
    let books: Books
    /// Speaks to the first node.
    let source: Source1C

    /// Sets a colony up, lets it live while the body runs, and takes it down; no node runs before it is started.
    ///
    /// - Parameters:
    ///   - postgres: the database of the store, as the nodes are told.
    ///   - nodes: how many there are.
    static func live(
        on postgres: String, nodes count: Int = 2, seed: UInt32, _ body: (Colony) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pochtar-colony-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let household = try Household()
        defer { household.end() }
        do {
            let tree = try TestTree(in: folder.appending(path: "tree"))
            let stand = try await StandPeer.start(in: household, tree: tree.folder, folder: folder)
            let nodes = try (0..<count).map { _ in
                try PostmanNode(in: household, tree: tree, folder: folder, stand: stand.port, postgres: postgres)
            }
            let books = try Books(postgres: postgres)
            defer { try? books.store.close() }
            let source = Source1C(nodes[0].caller, seed: seed, count: 120)
            try await body(Colony(nodes: nodes, stand: stand, books: books, source: source))
        } catch {
            Issue.record(error, Comment(rawValue: Walk.logs(in: folder)))
        }
    }

    /// The 1С when it speaks to another node.
    func send(_ letter: FeedMessage, key: String, to node: Int) async throws -> Answer {
        try await nodes[node].caller.post("/api/v1/messages", letter.body, key: key)
    }
}
