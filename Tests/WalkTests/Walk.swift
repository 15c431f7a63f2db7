import Foundation
import Messages
import Testing

/// The whole product from outside: a postman and a stand as processes of their own, a tree and data in a folder of
/// their own, and a 1С to send from. Everything is ended and removed with the body, however that ends.
struct Walk: Sendable {
    let tree: TestTree
    let stand: StandPeer
    let postman: PostmanNode
    let source: Source1C

    /// - Parameters:
    ///   - kind: where the postman keeps its store.
    ///   - seed: of the base that the 1С sends from.
    ///   - objects: how many objects that base has.
    ///   - isPrefilled: whether somebody has loaded that base into УТ 11 before.
    ///   - prepare: changes the tree before anybody reads it.
    static func live(
        _ kind: StoreKind, seed: UInt32, objects: Int = 40, isPrefilled: Bool = false,
        prepare: (TestTree) throws -> Void = { _ in },
        _ body: (Walk) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pochtar-walk-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let household = try Household()
        defer { household.end() }
        do {
            let tree = try TestTree(in: folder.appending(path: "tree"))
            try prepare(tree)
            let load = isPrefilled ? ["--prefilled", "--seed", String(seed), "--count", String(objects)] : []
            let stand = try await StandPeer.start(in: household, tree: tree.folder, folder: folder, options: load)
            let database = try await kind.database()
            let postman = try PostmanNode(
                in: household, tree: tree, folder: folder, stand: stand.port, postgres: database)
            let source = Source1C(postman.caller, seed: seed, count: objects)
            try await body(Walk(tree: tree, stand: stand, postman: postman, source: source))
        } catch {
            Issue.record(error, Comment(rawValue: Self.logs(in: folder)))
        }
    }

    /// The end of everything that was printed, for whoever has to find out.
    static func logs(in folder: URL) -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".log") }.sorted().map { name in
            let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
            return "── \(name)\n" + text.split(separator: "\n").suffix(40).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
