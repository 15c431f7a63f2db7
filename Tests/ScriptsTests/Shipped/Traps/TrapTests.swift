import Messages
import Scripts
import Testing

@Suite("A trap between УТ 10.3 and УТ 11")
struct TrapTests {
    @Test("in orders, sales and returns", arguments: Trap.sales)
    func sales(_ trap: Trap) async throws { try await spring(trap) }

    @Test("in purchases and stock", arguments: Trap.stock)
    func stock(_ trap: Trap) async throws { try await spring(trap) }

    @Test("in cash and advance reports", arguments: Trap.money)
    func money(_ trap: Trap) async throws { try await spring(trap) }

    @Test("in catalogs", arguments: Trap.catalogs)
    func catalogs(_ trap: Trap) async throws { try await spring(trap) }

    @Test("in enumerations", arguments: Trap.enumerations)
    func enumerations(_ trap: Trap) async throws { try await spring(trap) }

    @Test("numbers start anew each year: every document is told apart by number and date together")
    func numbersOfYears() throws {
        // Given
        let revision = try Trap.revision.get()
        let contract = try #require(revision.contracts["ut11"])
        let written = Set(
            revision.mappings.filter { $0.target == "ut11" }.flatMap { $0.slots.map(\.type) }
                .filter { $0.hasPrefix("Документ.") })
        // Then
        #expect(written.count >= 10)
        for type in written.sorted() {
            #expect(contract.types[type]?.identity.contains("Дата") == true, "\(type)")
        }
    }

    @Test("a catalog that УТ 11 was filled with beforehand is adopted and not doubled")
    func adoption() throws {
        let mappings = try Trap.revision.get().mappings
        func mapping(_ name: String) -> Mapping? { mappings.first { $0.file == "mappings/\(name)/to_ut11.lua" } }
        func match(_ name: String, _ slot: String = "объект") -> [[String]]? { mapping(name)?.match[slot] }
        #expect(
            match("Контрагенты", "контрагент") == [
                ["ИНН", "КПП"], ["ИНН", "Наименование"], ["Партнер", "Наименование"],
            ])
        #expect(match("Контрагенты", "партнер") == [["Наименование"]])
        #expect(match("ДоговорыКонтрагентов")?.first?.contains("Номер") == true)
        #expect(match("СерииНоменклатуры") == [["ВидНоменклатуры", "Номер"]])
        #expect(match("СерийныеНомера") == match("СерииНоменклатуры"))
        #expect(mapping("Контрагенты")?.distinct == ["контрагент": ["ИНН", "КПП"]])
        // Names of goods repeat: with another article it is another one. Codes of the two bases collide.
        #expect(mapping("Номенклатура")?.distinct == ["объект": ["Артикул"]])
        #expect(match("Номенклатура") == [["ЭтоГруппа", "Наименование"]])
        #expect(match("Номенклатура")?.joined().contains("Код") == false)
    }

    private func spring(_ trap: Trap) async throws {
        // When
        let answer = try await trap.answer()
        // Then
        #expect(!trap.expected.isEmpty)
        for (path, value) in trap.expected.sorted(by: { $0.key < $1.key }) {
            #expect(answer[path] == answer.resolved(value), "\(path)")
        }
    }
}
