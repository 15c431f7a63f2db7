import Foundation
import Messages
import Scripts
import Testing

@Suite("Drafts from a module of «Конвертация данных» 3")
struct ModuleImportTests {
    private func made(_ text: String = ExchangeModule.text, _ direction: RuleDirection? = nil) throws -> RulesImport {
        try RulesImport(
            Array(text.utf8), named: "m.bsl", system: "ut103", target: "ut11", direction: direction)
    }

    private func draft(_ path: String, of made: RulesImport) throws -> [Substring] {
        let file = try #require(made.files.first { $0.path == path }, "\(made.files.map(\.path))")
        return file.text.split(separator: "\n")
    }

    private func line(of text: String) throws -> Int {
        let lines = ExchangeModule.text.split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(text) }) + 1
    }

    @Test("carry a sending rule over: from the object of the configuration to that of the format")
    func sending() throws {
        let made = try made()
        let lines = try draft("Выдача/to_ut11.lua", of: made)
        for line in [
            "  from = \"ut103.Документ.Выдача\",", "  to   = \"ut11.Документ.ВыдачаКниг\",", "      Дата = doc.Дата,",
            "-- Слева стоят поля формата (Документ.ВыдачаКниг), а не приёмника: сверьте с его контрактом.",
            "      Читатель = ref(\"Справочник.Читатели\", doc.Получатель),",
            "      ВидВыдачи = doc.Вид and (ctx.tables.ВидыВыдачи[doc.Вид] or unmatched(\"Вид\", doc.Вид)) or empty,",
            "      -- Срок = …,   -- ПЕРЕПИСАТЬ: заполняет ПриОтправкеДанных",
            "      Зал = doc.Зал,   -- ПРОВЕРИТЬ: правила «Залы» в файле нет",
            "      -- «Адрес.Полка»: не имя поля, источник «Место»",
            "      Штамп = doc.Штамп,   -- ПРОВЕРИТЬ: только если КомпонентыОбмена.ВерсияФорматаОбмена >= \"1.8\"",
            "      Тома = rows(doc.Книги, function(r)", "          Заглавие = r.Название,",
            "          -- Залог = …,   -- ПЕРЕПИСАТЬ: заполняет ПриОтправкеДанных (правило «Валюты»)",
            "      -- ПЕРЕПИСАТЬ: строки собирает ПриОтправкеДанных",
            "      -- Журналы: источника у таблицы нет; поля: Номер",
            "--     \tДанныеИБ.Проверено = Истина;",
        ] {
            #expect(lines.contains { $0 == line }, "\(line)\n\(lines.joined(separator: "\n"))")
        }
        let table = try draft("tables/ВидыВыдачи.yaml", of: made)
        #expect(table.dropFirst() == ["\"НаДом\": \"Дом\"", "\"ВЗал\": \"Зал\""])
    }

    @Test("carry a receiving rule over the other way round, with the fields that objects are looked for by")
    func receiving() throws {
        let made = try made(ExchangeModule.text, .receiving)
        let lines = try draft("Читатели/to_ut11.lua", of: made)
        for line in [
            "  from = \"ut103.Справочник.Читатели\",", "  to   = \"ut11.Справочник.Жильцы\",",
            "  match = { { \"Билет\", \"Наименование\" }, { \"Наименование\" } },",
            "      Наименование = doc.ФИО,",
            "      Вид = doc.ВидЧитателя and (ctx.tables.ВидыВыдачи_Получение[doc.ВидЧитателя] "
                + "or unmatched(\"ВидЧитателя\", doc.ВидЧитателя)) or empty,",
        ] {
            #expect(lines.contains { $0 == line }, "\(line)\n\(lines.joined(separator: "\n"))")
        }
        let groups = try draft("ГруппыКниг/to_ut11.lua", of: made)
        #expect(groups.contains("-- Правило — только для групп справочника: для остальных нужен skip(…)."))
        #expect(made.files.map(\.path).sorted().first == "tables/ВидыВыдачи_Получение.yaml")
        #expect(made.remarks.contains("правил другого направления: 2"))
    }

    @Test("name search fields of a rule for both directions as its draft names them")
    func twofold() throws {
        let lines = try draft("Жильцы/to_ut11.lua", of: try made())
        #expect(lines.contains("  match = { { \"НомерБилета\", \"ФИО\" }, { \"ФИО\" } },"))
    }

    @Test("say of every handler where it stands, how long it is, what it reads and writes and whom it calls")
    func handlers() throws {
        let (sent, counted) = (try line(of: "ПКО_Выдача_ПриОтправкеДанных("), try line(of: "Function ПосчитатьСрок"))
        let (chosen, before) = (try line(of: "ПОД_Выдачи_ПриОбработке("), try line(of: "Процедура ПередКонвертацией"))
        #expect(
            try made().handlers == [
                "Выдача_Отправка: ПриОтправкеДанных — ПКО_Выдача_ПриОтправкеДанных, m.bsl:\(sent), строк 6; "
                    + "читает ДанныеИБ: Вид; пишет ДанныеXDTO: Срок; пишет ДанныеИБ: Проверено; "
                    + "зовёт ПосчитатьСрок (строка \(counted))",
                "ПОД Выдачи: ПриОбработке — ПОД_Выдачи_ПриОбработке, m.bsl:\(chosen), строк 1; читает ДанныеИБ: "
                    + "ЭтоВозврат; пишет ИспользованиеПКО: Возврат_Отправка; "
                    + "выбирает из Выдача_Отправка, Возврат_Отправка",
                "модуль: ПередКонвертацией — ПередКонвертацией, m.bsl:\(before), строк 1",
            ])
        #expect(
            try made(ExchangeModule.text, .receiving).handlers.first
                == "Читатели: ПередЗаписьюПолученныхДанных — процедуры ПКО_Читатели_ПередЗаписью в модуле нет")
    }

    @Test("say what was not read, with its line, and which rules nobody calls")
    func remarks() throws {
        let unread = try line(of: "ИмяПоля()")
        #expect(
            try made().remarks == [
                "m.bsl:\(unread): не прочитано: ДобавитьПКС(СвойстваШапки, ИмяПоля(), \"Тайна\")",
                "правила, которых модуль не вызывает: Забытое",
                "двусторонних правил: 1, их черновики — на отправку; на получение — с --direction получение",
                "Возврат_Отправка: тот же источник, что у Выдача/to_ut11.lua: соберите их слотами одного маппинга",
            ])
    }

    @Test("run as they are: the drafts and the table are read by a tree, and map a message")
    func runs() async throws {
        var files = Dictionary(uniqueKeysWithValues: try made().files.map { ("mappings/\($0.path)", $0.text) })
        files["mappings/Возврат_Отправка/to_ut11.lua"] = nil
        let revision = try tree(files).revision()
        let mapping = try #require(revision.mappings.first { $0.type == "Документ.Выдача" })
        let input = MappingInput(
            key: ObjectKey(system: "ut103", type: mapping.type, id: TreeFixture.guid), operation: .upsert,
            presentation: nil,
            data: Array(#"{"Дата":"2026-01-02T00:00:00","Вид":"НаДом","Книги":[{"Название":"Х"}]}"#.utf8))
        let result = try await ScriptPool(workers: 1, zone: .gmt).map(
            mapping, of: revision, message: input, now: Instant(milliseconds: 0))
        guard case .objects(let objects) = result.outcome else { return #expect(Bool(false), "\(result.outcome)") }
        #expect(objects[0].content.contains(#""ВидВыдачи":"Дом""#))
        #expect(objects[0].content.contains(#""Тома":[{"Заглавие":"Х"}]"#))
    }

    @Test(
        "name the line of what cannot be read",
        arguments: [
            ("Процедура А()\n\tИмя = \"Вася;\nКонецПроцедуры\n", "m.bsl:2: строка не закрыта кавычкой"),
            ("Процедура А()\n\n\tКогда = '2026;\nКонецПроцедуры\n", "m.bsl:3: дата не закрыта апострофом"),
            ("\nПроцедура А()\n\tБ();\n", "m.bsl:2: Процедура «А» не закрыта"),
            ("Функция А()\nКонецПроцедуры", "m.bsl:1: Функция «А» не закрыта"),
            ("Процедура А()\nПроцедура Б()\nКонецПроцедуры", "m.bsl:1: Процедура «А» не закрыта"),
            ("КонецФункции", "m.bsl:1: КонецФункции без начала"),
            ("Процедура\nА;", "m.bsl:1: после «Процедура» нужны имя и скобки"),
            ("Процедура А(Б, В", "m.bsl:1: скобка после «А» не закрыта"),
            ("Перем А;\nА = $;", "m.bsl:2: символа «$» в языке 1С нет; это модуль?"),
        ])
    func complaints(text: String, complaint: String) {
        #expect(throws: WorkbenchFault.self) { try made(text) }
        do { _ = try made(text) } catch { #expect("\(error)" == complaint) }
    }

    @Test("are refused for a module without rules, and for one in another encoding")
    func refusals() {
        do { _ = try made("Процедура А() Экспорт\nКонецПроцедуры") } catch {
            #expect("\(error)".hasPrefix("m.bsl: это не правила КД"))
        }
        do {
            _ = try RulesImport([0x0A, 0xCF, 0xF0, 0xEE], named: "m.bsl", system: "ut103", target: "ut11")
        } catch {
            #expect("\(error)" == "m.bsl:2: текст не в UTF-8: сохраните модуль в UTF-8")
        }
    }

    @Test("of a spoilt module either complain with a line, or are still drafts that a tree reads")
    func spoilt() throws {
        var generator = SeededGenerator(state: 3)
        let whole = Array(ExchangeModule.text.unicodeScalars)
        let pieces = [
            "\"", "'", "|", "(", ")", ";", ".", ",", "\n", "\r", "//", "#", "Если ", "КонецЕсли", "\\", "end",
        ]
        for round in 0..<300 {
            var scalars = whole
            for _ in 0...(round % 4) {
                let at = Int.random(in: 0..<scalars.count, using: &generator)
                let end = min(scalars.count, at + Int.random(in: 0...12, using: &generator))
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                scalars.replaceSubrange(at..<end, with: Array(piece.unicodeScalars))
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            let drafts: RulesImport
            do { drafts = try made(String(text)) } catch {
                #expect("\(error)".hasPrefix("m.bsl"), "\(error)")
                continue
            }
            let tables = drafts.files.filter { $0.path.hasPrefix("tables/") }
            for file in drafts.files where !file.path.hasPrefix("tables/") {
                let files = (tables + [file]).map { ("mappings/\($0.path)", $0.text) }
                do { _ = try tree(Dictionary(uniqueKeysWithValues: files)).revision() } catch {
                    Issue.record("\(error)\n\(file.text)")
                }
            }
        }
    }

    private func tree(_ files: [String: String]) -> TreeFixture {
        var files = files
        files["mappings/contracts/ut103.yaml"] = "system: ut99\ntypes: { Справочник.А: { title: А } }\n"
        files["mappings/contracts/ut11.yaml"] = "system: ut98\ntypes: { Справочник.А: { title: А } }\n"
        return TreeFixture(files)
    }
}
