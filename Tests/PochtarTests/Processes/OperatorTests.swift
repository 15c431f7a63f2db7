import Foundation
import Messages
import Testing

@Suite("The operator's commands beside a running postman", .timeLimit(.minutes(10)))
struct OperatorTests {
    private static let id = "6f0a2f0e-4f0e-4d8e-9a55-3d1a55a10002"

    @Test("a lane is stopped and let go, and queue and journal tell of it", arguments: StoreKind.allCases)
    func lanes(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await kind.options(in: folder)
        let postman = try await ServingPostman(store: store)
        let lane = ["--lane", "catalogs"] + store

        let pause = try await PochtarProcess.run(["queue", "pause", "--reason", "переучёт"] + lane)
        let paused = try await PochtarProcess.run(["queue"] + store)
        let resume = try await PochtarProcess.run(["queue"] + store + ["resume", "--lane", "catalogs"])
        let again = try await PochtarProcess.run(["queue", "resume"] + lane)
        let journal = try await PochtarProcess.run(["journal"] + store)

        #expect(pause.code == 0)
        #expect(paused.output.contains("Поток catalogs в ut11 остановил cli:"))
        #expect(paused.output.contains("переучёт"))
        #expect(resume.code == 0)
        #expect(again.code == 1)
        let lines = journal.output.split(separator: "\n")
        #expect(lines.contains { $0.contains("  paused ") && $0.hasSuffix("останавливает поток catalogs: переучёт") })
        #expect(lines.last?.contains("  resumed ") == true)
        #expect(await postman.stop() == 0)
    }

    @Test(
        "an object that waits for a mapping's dispatch is found by number and by GUID, and a stranger is not",
        arguments: StoreKind.allCases)
    func why(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await kind.options(in: folder)
        let postman = try await ServingPostman(environment: "dev", store: store)
        let accepted = try await postman.ask(
            "/api/v1/messages", as: "dev:dev", body: ServingPostman.warehouse(Self.id))
        let message = try #require(accepted.json?["message_id"]?.string)

        for text in ["Пробный", Self.id, Self.id.uppercased(), message] {
            let answer = try await PochtarProcess.run(["why", text] + store)
            #expect(answer.code == 0)
            #expect(answer.output.hasPrefix("Склад «Пробный»: "), "\(text): \(answer.output)")
        }
        let stranger = try await PochtarProcess.run(["why", "ИМ000000000"] + store)
        #expect(stranger.code == 1)
        let history = try await PochtarProcess.run(["journal", "--object", Self.id] + store)
        #expect(history.output.contains("  accepted "))
        #expect(await postman.stop() == 0)
    }

    @Test(
        "a redrive says how many it means, and a state that does not exist is a wrong call",
        arguments: StoreKind.allCases)
    func redrive(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await kind.options(in: folder)
        let call = ["queue", "redrive", "--reason", "проверка"] + store
        #expect(try await PochtarProcess.run(["keys", "create", "a", "--roles", "source"] + store).code == 0)

        #expect(try await PochtarProcess.run(call + ["--dry-run"]).output == "Подходит: 0.\n")
        #expect(try await PochtarProcess.run(call + ["--state", "lost"]).code == 2)
    }

    @Test("a revoked key is told as such, and its name is not given again", arguments: StoreKind.allCases)
    func keys(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await kind.options(in: folder)
        let create = ["keys", "create", "site", "--roles", "source,operator"] + store
        #expect(try await PochtarProcess.run(create).code == 0)

        #expect(try await PochtarProcess.run(["keys", "revoke", "site"] + store).code == 0)

        #expect(try await PochtarProcess.run(create).code == 1)
        #expect(try await PochtarProcess.run(["keys", "revoke", "site"] + store).code == 1)
        let list = try await PochtarProcess.run(["keys"] + store + ["list"]).output
        #expect(list.split(separator: "\n").last?.contains("operator, source") == true)
        #expect(try await PochtarProcess.run(["keys", "create", "b", "--roles", "boss"] + store).code == 2)
    }
}
