import Foundation
import Testing

@Suite("pochtar doctor", .timeLimit(.minutes(10)))
struct DoctorTests {
    private static let findings: [StoreKind: [String]] = [
        .sqlite: ["journal_mode=wal", "synchronous=FULL"],
        .postgres: ["fsync=on", "full_page_writes=on", "synchronous_commit=on", "UTF8", "autovacuum=on", "частей: "],
    ]

    @Test(
        "with stand and postman up everything is well, and the probe finds whose GUID is kept",
        arguments: StoreKind.allCases)
    func well(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await kind.options(in: folder)
        let stand = try PochtarProcess(["stand", "--port", "0"])
        let line = try #require(await stand.error.line(with: #""message":"listening""#))
        let port = try #require(line.split(separator: #""port":"#).last?.prefix { $0.isNumber })
        let variables = ["POCHTAR_TARGETS_UT11_BASE_URL": "http://127.0.0.1:\(port)/ut11/odata/standard.odata"]
        let postman = try await ServingPostman(
            environment: "dev", store: store, variables: variables)

        let answer = try await PochtarProcess.run(
            ["doctor", "--probe-write"] + store, variables: variables)

        #expect(answer.code == 0, "\(answer.output)")
        let lines = answer.output.split(separator: "\n").map(String.init)
        let common = ["та же, что на диске", "отвечает и пускает", "свой GUID в ut11: принимается"]
        for finding in try #require(Self.findings[kind]) + common {
            #expect(lines.contains { $0.hasPrefix("ок ") && $0.contains(finding) }, "\(finding): \(answer.output)")
        }
        #expect(await postman.stop() == 0)
        stand.terminate()
        #expect(await stand.exitCode() == 0)
    }

    @Test("a target that is away is bad, with a remedy and exit code 1")
    func away() async throws {
        let folder = try TemporaryFolder()

        let answer = try await PochtarProcess.run(
            ["doctor", "--data", folder.path("data")],
            variables: ["POCHTAR_TARGETS_UT11_BASE_URL": "http://127.0.0.1:9/ut11"])

        #expect(answer.code == 1)
        let lines = answer.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("плохо ") && $0.contains("система ut11") && $0.contains("Что делать: ") })
    }
}
