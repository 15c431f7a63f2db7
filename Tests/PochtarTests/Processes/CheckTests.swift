import Foundation
import Testing

@Suite("pochtar check", .timeLimit(.minutes(10)))
struct CheckTests {
    @Test("a sound tree: exit code 0, and a summary at the end")
    func sound() async throws {
        let answer = try await PochtarProcess.run(["check", "--tree", House.tree.path])

        #expect(answer.code == 0, "\(answer.output)")
        #expect(answer.output.split(separator: "\n").last?.hasPrefix("Дерево годится: ") == true)
    }

    @Test("a broken mapping: exit code 1, and the place of the fault")
    func broken() async throws {
        let folder = try TemporaryFolder()
        let tree = try House.copy(into: folder)
        let mapping = tree.appending(path: "mappings/Склады/to_ut11.lua")
        let text = try String(contentsOf: mapping, encoding: .utf8)
        try Data((text + "\nlocal = 1\n").utf8).write(to: mapping)
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).count + 1

        let answer = try await PochtarProcess.run(["check", "--tree", tree.path])

        #expect(answer.code == 1)
        let lines = answer.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("mappings/Склады/to_ut11.lua:\(line):") }, "\(answer.output)")
        #expect(lines.last?.hasPrefix("Дерево не годится: ") == true)
    }

    @Test(
        "a wrong call: exit code 2, and nothing on the standard output",
        arguments: [["check", "--nonsense"], ["check", "--tree", "/нет/такой/папки"], ["checks"]])
    func wrongCall(arguments: [String]) async throws {
        let answer = try await PochtarProcess.run(arguments)

        #expect(answer.code == 2)
        #expect(answer.output.isEmpty)
        #expect(!answer.error.isEmpty)
    }
}
