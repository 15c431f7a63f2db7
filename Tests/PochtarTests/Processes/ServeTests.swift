import Cluster
import Foundation
import Messages
import Testing

@Suite("pochtar serve", .timeLimit(.minutes(10)))
struct ServeTests {
    private static let id = "6f0a2f0e-4f0e-4d8e-9a55-3d1a55a10001"

    @Test(
        "a key that was created may do what its roles say; a revoked or a made-up one nothing",
        arguments: StoreKind.allCases)
    func keys(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await kind.options(in: folder)
        let created = try await PochtarProcess.run(["keys", "create", "ut103", "--roles", "source"] + store)
        #expect(created.code == 0, "\(created.error)")
        let secret = try #require(Self.secret(in: created.output))
        #expect(secret.count >= 32)

        let postman = try await ServingPostman(store: store)
        let body = ServingPostman.warehouse(Self.id)
        let accepted = try await postman.ask("/api/v1/messages", as: "ut103:\(secret)", body: body)
        let forbidden = try await postman.ask("/api/v1/dead-letters", as: "ut103:\(secret)")
        let stranger = try await postman.ask("/api/v1/messages", as: "ut103:\(secret)0", body: body)
        let developer = try await postman.ask("/api/v1/messages", as: "dev:dev", body: body)

        #expect(accepted.status == 202, "\(String(describing: accepted.json))")
        #expect(accepted.json?["message_id"]?.string != nil)
        #expect(forbidden.status == 403)
        #expect(stranger.status == 401)
        #expect(developer.status == 401)
        #expect(await postman.stop() == 0)
        let kept = try await Self.content(kind, store)
        #expect(kept.range(of: Data(secret.utf8)) == nil)
        #expect(kept.range(of: Data("ut103".utf8)) != nil)
    }

    @Test(
        "SIGTERM ends it with exit code 0, and what it answered for is there after the next start",
        arguments: StoreKind.allCases)
    func shutdown(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await kind.options(in: folder)
        let first = try await ServingPostman(environment: "dev", store: store)
        let answer = try await first.ask("/api/v1/messages", as: "dev:dev", body: ServingPostman.warehouse(Self.id))
        let message = try #require(answer.json?["message_id"]?.string)

        #expect(await first.stop() == 0)
        #expect(await first.process.error.whole.contains(#""message":"stopped""#))

        let second = try await ServingPostman(environment: "dev", store: store)
        #expect(try await second.ask("/api/v1/messages/\(message)", as: "dev:dev").status == 200)
        let why = try await PochtarProcess.run(["why", Self.id] + store)
        #expect(why.code == 0)
        #expect(why.output.hasPrefix("Склад «Пробный»: "))
        #expect(await second.stop() == 0)
    }

    @Test("a port or a data folder that is taken is one clear line and exit code 1")
    func taken() async throws {
        let folder = try TemporaryFolder()
        let postman = try await ServingPostman(store: ["--data", folder.path("data")])

        let port = try await PochtarProcess.run(
            ["serve", "--environment", "test", "--data", folder.path("other"), "--port", "\(postman.port)"])
        let data = try await PochtarProcess.run(
            ["serve", "--environment", "test", "--data", folder.path("data"), "--port", "0"])

        #expect(port.code == 1)
        #expect(
            Self.words(port.error) == [
                "Порт \(postman.port) на 127.0.0.1 занят: остановите того, кто его слушает, или выберите другой."
            ])
        #expect(data.code == 1)
        #expect(Self.words(data.error).first?.hasPrefix("С папкой данных ") == true)
        #expect(await postman.stop() == 0)
    }

    @Test("a broken tree with nothing to fall back on, and wrong settings, are told with their places")
    func refusedAtStart() async throws {
        let folder = try TemporaryFolder()
        let tree = try House.copy(into: folder)
        try folder.write("listen: { port: 8103, prot: 1 }", to: "tree/deploy/uat.yaml")
        try FileManager.default.removeItem(at: tree.appending(path: "policies/retry.yaml"))

        let settings = try await PochtarProcess.run(
            ["serve", "--environment", "uat", "--tree", tree.path, "--data", folder.path("data")])
        let broken = try await PochtarProcess.run(
            ["serve", "--environment", "test", "--tree", tree.path, "--data", folder.path("data"), "--port", "0"])

        #expect(settings.code == 2)
        #expect(settings.error.hasPrefix("deploy/uat.yaml:1:23: неизвестный ключ «prot»"), "\(settings.error)")
        #expect(broken.code == 1)
        #expect(Self.words(broken.error).first?.contains("принятой раньше ревизии нет") == true, "\(broken.error)")
    }

    /// The lines for people: those that are no JSON of the log.
    private static func words(_ error: String) -> [String] {
        error.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("{") }
    }

    private static func secret(in output: String) -> String? {
        output.split(separator: "\n").first { $0.hasPrefix("Секрет") }?.split(separator: " ").last.map(String.init)
    }

    /// All bytes of a store: of a data folder, or of a dump.
    private static func content(_ kind: StoreKind, _ store: [String]) async throws -> Data {
        let place = try #require(store.last)
        guard kind == .sqlite else { return Data(try await ProcessCluster.cluster.program("pg_dump", [place]).utf8) }
        return try FileManager.default.contentsOfDirectory(atPath: place).reduce(into: Data()) { all, name in
            all += try Data(contentsOf: URL(filePath: place).appending(path: name))
        }
    }
}
