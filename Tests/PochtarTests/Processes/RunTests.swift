import Foundation
import Testing

@Suite("pochtar run", .timeLimit(.minutes(15)))
struct RunTests {
    @Test("the main job ends with nothing lost and nothing twice, and keeps its data", arguments: StoreKind.allCases)
    func once(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await kind.options(in: folder)

        let answer = try await PochtarProcess.run(
            [
                "run", "--once", "--port", "0", "--stand-port", "0", "--count", "40", "--seed", "7",
            ] + store)

        #expect(answer.code == 0, "\(answer.output)\(answer.error)")
        let lines = answer.output.split(separator: "\n").map(String.init)
        #expect(lines.last == "0 lost, 0 twice")
        // A starved machine may let a lease run out: that is told, taken up again, and no fault.
        let said = answer.error.split(separator: "\n").filter { !$0.contains("a lease ran out under way") }
        #expect(said == [])
        let total = try #require(lines.first { $0.hasPrefix("Всего") }).split(separator: " ")
        #expect(total.dropFirst().first == "40")
        if kind == .sqlite {
            #expect(FileManager.default.fileExists(atPath: folder.path("data") + "/pochtar.sqlite"))
        }
        let queue = try await PochtarProcess.run(["queue"] + store + ["list"])
        #expect(queue.output == "Очередь пуста.\n")

        let again = try await PochtarProcess.run(["run", "--once", "--port", "0", "--stand-port", "0"] + store)
        #expect(again.code == 2)
    }

    @Test("a port that is taken is told before anything is fed")
    func takenPort() async throws {
        let folder = try TemporaryFolder()
        let postman = try await ServingPostman(store: ["--data", folder.path("data")])

        for option in ["--port", "--stand-port"] {
            let other = option == "--port" ? "--stand-port" : "--port"
            let answer = try await PochtarProcess.run(
                ["run", "--once", option, "\(postman.port)", other, "0", "--data", folder.path(option)])
            #expect(answer.code == 1)
            #expect(answer.error.contains("Порт \(postman.port) на 127.0.0.1 занят"), "\(answer.error)")
        }
        #expect(await postman.stop() == 0)
    }
}
