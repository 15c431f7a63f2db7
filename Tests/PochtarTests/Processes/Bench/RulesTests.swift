import Foundation
import Testing

@Suite("pochtar import-kd", .timeLimit(.minutes(10)))
struct RulesTests {
    private static let rules = """
        <ПравилаОбмена><ПравилаКонвертацииОбъектов><Правило><Код>Полки</Код>
        <Источник>СправочникСсылка.Полки</Источник><Приемник>СправочникСсылка.Полки</Приемник>
        <ПриВыгрузке>Отказ = Истина;</ПриВыгрузке><Свойства><Свойство><Источник Имя="Имя"/><Приемник Имя="Имя"/>
        </Свойство></Свойства></Правило></ПравилаКонвертацииОбъектов></ПравилаОбмена>
        """

    @Test("writes drafts under a folder, lists the handlers to rewrite, and never writes over a mapping")
    func drafts() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.rules, to: "rules.xml")
        let call = ["import-kd", file, "--into", folder.path("mappings"), "--system", "ut103"]

        let first = try await PochtarProcess.run(call)
        #expect(first.code == 0, "\(first.error)")
        #expect(first.output.contains("Полки/to_ut11.lua: создан"))
        #expect(first.output.contains("обработчиков переписать: 1\n  Полки: ПриВыгрузке\n"))
        let text = try String(contentsOfFile: folder.path("mappings/Полки/to_ut11.lua"), encoding: .utf8)
        #expect(text.contains("      Имя = doc.Имя,\n"))
        let second = try await PochtarProcess.run(call)
        #expect(second.code == 0 && second.output.contains("уже есть, не переписываю"))
        let shown = try await PochtarProcess.run(["import-kd", file])
        #expect(shown.output.hasPrefix("-- ── Полки/to_ut11.lua\n"))
    }

    private static let module = """
        Процедура ДобавитьПКО_Полки(ПравилаКонвертации)
        \tПравилоКонвертации.ИмяПКО = "Полки";
        \tПравилоКонвертации.ОбъектДанных = Метаданные.Справочники.Стеллажи;
        \tПравилоКонвертации.ОбъектФормата = "Справочник.Полки";
        \tПравилоКонвертации.ПриОтправкеДанных = "ПКО_Полки_ПриОтправкеДанных";
        \tДобавитьПКС(СвойстваШапки, "Имя", "Наименование");
        \tПравилоКонвертации.ПоляПоиска.Добавить("Имя");
        КонецПроцедуры
        Процедура ПКО_Полки_ПриОтправкеДанных(ДанныеИБ, ДанныеXDTO, КомпонентыОбмена, СтекВыгрузки)
        \tДанныеXDTO.Вставить("Место", ДанныеИБ.Комната);
        КонецПроцедуры
        """

    @Test("a module of edition 3 is known by what it holds; its handlers are listed with their lines")
    func module() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.module, to: "module.txt")
        let sent = try await PochtarProcess.run(["import-kd", file, "--into", folder.path("mappings")])
        #expect(sent.code == 0 && sent.output.contains("Стеллажи/to_ut11.lua: создан"), "\(sent.error)")
        #expect(
            sent.output.contains(
                "  Полки: ПриОтправкеДанных — ПКО_Полки_ПриОтправкеДанных, \(file):9, строк 1; "
                    + "читает ДанныеИБ: Комната; пишет ДанныеXDTO: Место\n"))
        let text = try String(contentsOfFile: folder.path("mappings/Стеллажи/to_ut11.lua"), encoding: .utf8)
        #expect(text.contains("      Наименование = doc.Имя,\n"))
        let other = try await PochtarProcess.run(["import-kd", file, "--direction", "получение"])
        #expect(other.code == 0 && other.output.contains("Не перенесено:\n  правил другого направления: 1\n"))
        let torn = try folder.write(Self.module.replacing("\"Полки\";", with: "\"Полки;"), to: "torn.bsl")
        let refused = try await PochtarProcess.run(["import-kd", torn])
        #expect(refused.code == 1 && refused.error.contains("\(torn):2: строка не закрыта кавычкой"))
    }

    @Test("a file that holds no rules is refused: code 1; one that is not there, 2")
    func refusals() async throws {
        let folder = try TemporaryFolder()
        let other = try await PochtarProcess.run(["import-kd", try folder.write("<a/>", to: "a.xml")])
        #expect(other.code == 1 && other.error.contains("это не правила КД2"))
        let missing = try await PochtarProcess.run(["import-kd", folder.path("нет.xml")])
        #expect(missing.code == 2)
    }
}
