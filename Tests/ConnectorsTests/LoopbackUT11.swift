import Connectors
import Foundation
import Logging
import Messages
import Scripts
import Stand

/// The stand's УТ 11 on a free port, and the real plugin of this tree before it.
struct LoopbackUT11: Sendable {
    let stand: StandApplication
    let connector: Connector
    let types: [String: Contract.ObjectType]

    /// The tree that is committed: mappings, policies, plugins.
    static let revision = Result { try Revision(files: TreeFiles(readingFrom: treeRoot)) }

    private static let treeRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Serves while the body runs.
    ///
    /// - Parameters:
    ///   - honoursRefKey: whether УТ 11 takes our GUID, and whether the plugin is told so.
    ///   - password: what the postman believes the password to be.
    ///   - reshape: makes УТ 11's own metadata differ from what the postman's contract says.
    static func serving(
        honoursRefKey: Bool = true, answersLoginPage: Bool = false, password: String = "обмен",
        timeout: Span = .seconds(60), reshape: (Contract) -> Contract = { $0 },
        _ body: (LoopbackUT11) async throws -> Void
    ) async throws {
        let revision = try revision.get()
        guard let contract = revision.contracts["ut11"], let plugin = revision.plugins["ut11"] else {
            throw TreeLacks(name: "ut11")
        }
        let settings = UT11Settings(
            password: "обмен", honoursRefKey: honoursRefKey, answersLoginPage: answersLoginPage)
        let stand = StandApplication(settings: StandSettings(port: 0, ut11: settings), contract: reshape(contract))
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = Task { try await stand.run { port.yield($0) } }
        defer { server.cancel() }
        guard let number = await ports.first(where: { _ in true }),
            let destination = Destination(
                baseURL: "http://127.0.0.1:\(number)/ut11/odata/standard.odata",
                authorization: .basic(login: settings.login, password: password),
                settings: ["ref_key_honoured": .bool(honoursRefKey), "password": ["$secret": "password"]],
                timeout: timeout)
        else { throw TreeLacks(name: "port") }
        let peer = PeerClient(destination: destination)
        let connector = Connector(
            plugin: plugin, revision: revision, scripts: ScriptPool(workers: 1), peer: peer,
            logger: Logger(label: "test"))
        do {
            try await body(LoopbackUT11(stand: stand, connector: connector, types: contract.types))
        } catch {
            try await peer.shutdown()
            throw error
        }
        try await peer.shutdown()
    }

    /// Every object of an entity set that was ever created.
    func objects(_ set: String) -> [UT11Object] {
        stand.base.objects.filter { $0.set == set }
    }

    struct TreeLacks: Error {
        let name: String
    }
}
