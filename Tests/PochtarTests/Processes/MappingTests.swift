import Foundation
import Testing

@Suite("pochtar mapping", .timeLimit(.minutes(10)))
struct MappingTests {
    private static let sample = "mappings/Склады/samples/обычный.json"

    @Test("a run shows what was read, what is ignored, what nobody reads, and what came out")
    func run() async throws {
        let folder = try TemporaryFolder()
        let tree = try House.copy(into: folder)
        let message = tree.appending(path: Self.sample)
        let text = try String(contentsOf: message, encoding: .utf8)
        try Data(text.replacing("\"НомерСекции\": 0", with: "\"НомерСекции\": 3, \"Новый\": 1").utf8).write(to: message)

        let answer = try await PochtarProcess.run(
            ["mapping", "run", "Склады", "--from", message.path, "--tree", tree.path])

        #expect(answer.code == 0, "\(answer.output) \(answer.error)")
        #expect(answer.output.contains("Прочитано: ВидСклада, Наименование, Подразделение"))
        #expect(answer.output.contains("В ignore: Код, НомерСекции"))
        #expect(answer.output.contains("НИКТО НЕ ЧИТАЕТ: Новый"))
        #expect(answer.output.contains(#""ТипСклада": "ОптовыйСклад""#))
    }

    @Test("a test tells what differs from what is expected; --accept writes the answers down, and then all is well")
    func accept() async throws {
        let folder = try TemporaryFolder()
        let tree = try House.copy(into: folder)
        let mapping = tree.appending(path: "mappings/Склады/to_ut11.lua")
        let text = try String(contentsOf: mapping, encoding: .utf8)
        try Data(text.replacing("ЭтоГруппа = false,", with: "ЭтоГруппа = true,").utf8).write(to: mapping)

        let before = try await PochtarProcess.run(["mapping", "test", "Склады", "--tree", tree.path])
        #expect(before.code == 1)
        #expect(before.output.contains("\(Self.sample): объект.ЭтоГруппа: ожидалось false, получено true"))

        let accepted = try await PochtarProcess.run(["mapping", "test", "Склады", "--accept", "--tree", tree.path])
        #expect(accepted.code == 0, "\(accepted.output)")
        let after = try await PochtarProcess.run(["mapping", "test", "Склады", "--tree", tree.path])
        #expect(after.code == 0)
        #expect(after.output.contains("не сошлось: 0"))
    }

    @Test("a new type begins with a draft that compiles, reads everything, and has its message as the first sample")
    func new() async throws {
        let folder = try TemporaryFolder()
        let tree = try House.copy(into: folder)
        for system in ["ut103", "ut11"] {
            try House.add(
                """
                  Справочник.Проекты:
                    lane: catalogs
                    fields:
                      Наименование: { type: string, length: 50 }
                      Код: { type: string, length: 9 }

                """, to: system, of: tree)
        }
        let described = try await PochtarProcess.run(["lsp-stubs", "--tree", tree.path])
        #expect(described.code == 0, "\(described.output) \(described.error)")
        let message = try folder.write(
            """
            {"source":"ut103","type":"Справочник.Проекты","id":"10e1b7c4-52d1-11ed-9d3a-00155d0a0001","version":"1",
             "changed_at":"2026-11-27T09:30:00","operation":"upsert","presentation":"Розница",
             "data":{"Наименование":"Розница","Код":"000000001"}}
            """, to: "message.json")

        let made = try await PochtarProcess.run(["mapping", "new", "--from", message, "--tree", tree.path])
        #expect(made.code == 0, "\(made.output) \(made.error)")
        let accepted = try await PochtarProcess.run(["mapping", "test", "Проекты", "--accept", "--tree", tree.path])
        #expect(accepted.code == 0, "\(accepted.output) \(accepted.error)")
        let check = try await PochtarProcess.run(["check", "--tree", tree.path])
        #expect(check.code == 0, "\(check.output)")
        let again = try await PochtarProcess.run(["mapping", "new", "--from", message, "--tree", tree.path])
        #expect(again.code == 1 && again.error.contains("уже есть: не переписываю"))
    }

    @Test("what cannot be run is said, with the code that tells whose fault it is")
    func mistakes() async throws {
        let unknown = try await PochtarProcess.run(
            ["mapping", "run", "Планеты", "--from", "x.json", "--tree", House.tree.path])
        #expect(unknown.code == 1 && unknown.error.contains("Маппинга для «Планеты» нет"))
        let missing = try await PochtarProcess.run(
            ["mapping", "run", "Склады", "--from", "нет.json", "--tree", House.tree.path])
        #expect(missing.code == 2 && missing.error.contains("нет.json не читается"))
        let other = try await PochtarProcess.run(
            [
                "mapping", "run", "Склады", "--from",
                House.tree.appending(path: "mappings/Контрагенты/samples/обычный.json").path, "--tree",
                House.tree.path,
            ])
        #expect(other.code == 1 && other.error.contains("это ut103.Справочник.Контрагенты"))
    }
}
