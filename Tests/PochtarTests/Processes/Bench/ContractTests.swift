import Foundation
import Testing

@Suite("pochtar contract", .timeLimit(.minutes(10)))
struct ContractTests {
    private static let dump = """
        {"documents": {"Уборка": {"numberLength": "11", "attributes": {"Вес": "DefinedType.Вес"}, "tabular": {}}},
         "catalogs": {"Полки": {"descriptionLength": "40", "attributes": {}, "tabular": {}}}}
        """

    @Test("an import shows the contract, and says aside what cannot be told")
    func show() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.dump, to: "dump.json")

        let answer = try await PochtarProcess.run(["contract", "import", file, "--type", "Уборка", "--system", "ut12"])

        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.output.contains("system: ut12\n") && answer.output.contains("  Документ.Уборка:\n"))
        #expect(!answer.output.contains("Справочник.Полки"))
        #expect(answer.error.contains("не узнать: Документ.Уборка.Вес: определяемый тип Вес"))
    }

    @Test("an import into a file makes it, and never writes over one")
    func file() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.dump, to: "dump.json")
        let call = ["contract", "import", file, "--into", folder.path("contracts/ut11/полки.yaml")]

        let first = try await PochtarProcess.run(call)
        #expect(first.code == 0 && first.output.contains("типов 2, неясностей 1"))
        let second = try await PochtarProcess.run(call)
        #expect(second.code == 1 && second.error.contains("уже есть: не переписываю"))
        let missing = try await PochtarProcess.run(["contract", "import", folder.path("нет.xml")])
        #expect(missing.code == 2)
    }
}
