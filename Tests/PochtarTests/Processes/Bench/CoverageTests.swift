import Foundation
import Testing

@Suite("pochtar mapping coverage, and where an answer comes from", .timeLimit(.minutes(10)))
struct CoverageTests {
    @Test("a coverage tells fields, endings and lines of one type, and of all the libraries too")
    func coverage() async throws {
        let one = try await PochtarProcess.run(["mapping", "coverage", "Склады", "--tree", House.tree.path])
        #expect(one.code == 0, "\(one.error)")
        #expect(one.output.contains("── mappings/Склады/to_ut11.lua: примеров "))
        #expect(one.output.contains("объект (Справочник.Склады): заполнено "))
        #expect(one.output.contains("Строки mappings/Склады/to_ut11.lua: выполнено "))
        #expect(!one.output.contains("mappings/lib/"))
        let all = try await PochtarProcess.run(["mapping", "coverage", "--tree", House.tree.path])
        #expect(all.code == 0 && all.output.contains("Строки mappings/lib/числа.lua: выполнено "))
        let none = try await PochtarProcess.run(["mapping", "coverage", "Планеты", "--tree", House.tree.path])
        #expect(none.code == 1 && none.error.contains("Маппинга для «Планеты» нет"))
    }

    @Test("a run with --why tells what each field hangs on, and where it is written")
    func why() async throws {
        let message = House.tree.appending(path: "mappings/Склады/samples/обычный.json").path
        let answer = try await PochtarProcess.run(
            ["mapping", "run", "Склады", "--from", message, "--why", "--tree", House.tree.path])
        #expect(answer.code == 0, "\(answer.error)")
        #expect(answer.output.contains("  объект.Наименование ← Наименование   (mappings/Склады/to_ut11.lua:"))
    }
}
