import Scripts
import Testing

@Suite("A mistake in a shipped mapping is found at its line, with a sentence that says what to do")
struct PlantedMistakeTests {
    @Test("in the language", arguments: Plant.language)
    func language(_ plant: Plant) async throws { try await find(plant) }

    @Test("in the declaration", arguments: Plant.declaration)
    func declaration(_ plant: Plant) async throws { try await find(plant) }

    @Test("in the answer", arguments: Plant.answer)
    func answer(_ plant: Plant) async throws { try await find(plant) }

    @Test("in samples, contracts and tables", arguments: Plant.data)
    func data(_ plant: Plant) async throws { try await find(plant) }

    @Test("kinds of mistakes are at least thirty, each its own")
    func kinds() {
        let all = Plant.language + Plant.declaration + Plant.answer + Plant.data
        #expect(Set(all.map(\.kind)).count == all.count && all.count >= 30)
    }

    @Test("a second mapping of one type, a sample without an answer and an answer without a sample")
    func files() async throws {
        // Given
        var files = try Plant.tree.get().files
        files["mappings/Склады/samples/обычный.ut11.json"] = nil
        files["mappings/Контрагенты/samples/группа.json"] = nil
        // When
        let strays = await Plant.findings(in: TreeFiles(files: files)).map(\.description)
        files["mappings/Склады 2/to_ut11.lua"] = files["mappings/Склады/to_ut11.lua"]
        let doubles = await Plant.findings(in: TreeFiles(files: files)).map(\.description)
        // Then
        #expect(strays.contains { $0.hasPrefix("mappings/Склады/samples/обычный.json:1: нет ожидаемого ответа") })
        #expect(
            strays.contains {
                $0.hasPrefix("mappings/Контрагенты/samples/группа.ut11.json:1: это ожидаемый ответ, а примера")
            })
        #expect(
            doubles == [
                "mappings/Склады/to_ut11.lua:1: ut103.Справочник.Склады → ut11: такой маппинг уже есть в "
                    + "mappings/Склады 2/to_ut11.lua"
            ])
    }

    private func find(_ plant: Plant) async throws {
        // Given
        let (tree, line) = try plant.planted()
        // When
        let findings = await Plant.findings(in: tree)
        // Then
        let told = findings.filter { $0.file == plant.file && $0.line == line }
        #expect(
            told.contains { $0.message.contains(plant.said) },
            "\(plant.file):\(line): «\(plant.said)» среди \(findings.prefix(5).map(\.description))")
    }
}
