import Foundation
import Messages
import Scripts
import Testing

@Suite("The check of a tree")
struct TreeCheckTests {
    private static let file = "mappings/Контрагенты/to_ut11.lua"
    private static let sample = """
        {"source":"ut103","type":"Справочник.Контрагенты","id":"\(TreeFixture.guid)","version":"1",
         "changed_at":"2026-11-27T09:30:00","operation":"upsert","presentation":"Ромашка",
         "data":{"Наименование":"Ромашка","Лимит":10.50,"Товары":[{"Количество":1}]}}
        """

    private static func expected(_ fields: String) -> String {
        """
        {
          "objects": [
            { "slot": "объект", "type": "Справочник.Партнеры",
              "fields": {
                \(fields)
              } }
          ]
        }
        """
    }

    private static func findings(_ body: String, expected: String?, sample: String = sample) async throws -> [String] {
        var tree = TreeFixture.mapping(body)
        tree.files["mappings/Контрагенты/samples/обычный.json"] = sample
        tree.files["mappings/Контрагенты/samples/обычный.ut11.json"] = expected
        return await TreeCheck.run(try tree.revision()).map(\.description)
    }

    private static let sound =
        "local s = each(doc.Товары, function(r) return r.Количество end)\n"
        + "return { Наименование = doc.Наименование, Лимит = doc.Лимит, Комментарий = ctx.now .. #s }"

    @Test("a sound mapping has no findings; numbers are compared by value and members in any order")
    func sound() async throws {
        let expected = Self.expected(
            #""Лимит": 10.5, "Комментарий": "2026-11-27T09:30:001", "Наименование": "Ромашка""#)
        #expect(try await Self.findings(Self.sound, expected: expected) == [])
    }

    @Test("each difference from the expected answer is told with its line in that file")
    func differences() async throws {
        let expected = Self.expected(
            "\"Комментарий\": \"2026-11-27T09:30:001\",\n        \"Лимит\": 10.51,\n        \"Клиент\": true")
        let path = "mappings/Контрагенты/samples/обычный.ut11.json"
        #expect(
            try await Self.findings(Self.sound, expected: expected) == [
                "\(path):4:17: объект.Наименование: не ожидалось, получено \"Ромашка\"",
                "\(path):6:18: объект.Лимит: ожидалось 10.51, получено 10.50",
                "\(path):7:19: объект.Клиент: ожидалось true, а не получено ничего",
            ])
    }

    @Test("another outcome than the expected one is told")
    func otherOutcome() async throws {
        let got = try await Self.findings("skip('нет')", expected: #"{ "skip": "да" }"#)
        #expect(
            got == ["mappings/Контрагенты/samples/обычный.ut11.json:1:11: skip: ожидалось \"да\", получено \"нет\""])
    }

    @Test("a missing expected answer, an answer without a sample and a sample that nobody runs are told")
    func strays() async throws {
        var tree = TreeFixture.mapping(Self.sound)
        tree.files["mappings/Контрагенты/samples/а.json"] = Self.sample
        tree.files["mappings/Контрагенты/samples/б.ut11.json"] = "{}"
        tree.files["mappings/Контрагенты/samples/в.json"] = Self.sample.replacing(
            "Справочник.Контрагенты", with: "Справочник.Склады")
        tree.files["mappings/Контрагенты/samples/г.json"] = "{ \"source\": }"
        let findings = await TreeCheck.run(try tree.revision()).map(\.description)
        #expect(findings.count == 4)
        #expect(findings[0].hasPrefix("mappings/Контрагенты/samples/а.json:1: нет ожидаемого ответа"))
        #expect(findings[1].hasPrefix("mappings/Контрагенты/samples/б.ut11.json:1: это ожидаемый ответ, а примера"))
        #expect(findings[2].hasPrefix("mappings/Контрагенты/samples/в.json:1: пример другого типа"))
        #expect(findings[3].hasPrefix("mappings/Контрагенты/samples/г.json:1:13: "))
    }

    @Test(
        "planted mistakes are found where they stand",
        arguments: [
            ("return { Наименование = doc.Название }", "\(file):5: у Справочник.Контрагенты нет поля «Название»"),
            (
                "return {\n  Наименование = 'x',\n  Клеинт = true }",
                "\(file):7:3: Справочник.Партнеры: в приёмнике нет поля «Клеинт»; может быть, Клиент?"
            ),
            (
                "return {\n  Наименование = ('длинное '):rep(9) }",
                "\(file):6:3: Справочник.Партнеры.Наименование: 72 знаков"
            ),
            (
                "return { Наименование = 'x',\n  Вид = 'Кампания' }",
                "\(file):6:3: объект.Вид: значения «Кампания» нет среди значений приёмника; может быть, «Компания»?"
            ),
            (
                "return { Комментарий = 'x' }",
                "\(file):4:3: объект.Наименование: приёмник требует это поле (Справочник.Партнеры), "
                    + "а ни один пример его не заполняет"
            ),
            (
                "return { Наименование = 'x', Товары = { { Сумма = 1 } } }",
                "объект.Товары.Номенклатура: приёмник требует это поле"
            ),
            (
                "return { Наименование = 'x',\n  Головной = ref('Справочник.Склады', doc.Ссылка) }",
                "\(file):6:3: Справочник.Партнеры.Головной: поле не хранит ссылок на Справочник.Склады"
            ),
            ("while true do end", "\(file):5: сработал предел «инструкции»"),
            ("return { Наименование = 'x' }", "предупреждение: реквизит «Лимит» заполнен, но его никто не читает"),
            (
                "local Имяc = 'x' return { Наименование = Имяc }",
                "\(file):5:7: предупреждение: в имени «Имяc» буква «c» из другого алфавита"
            ),
        ])
    func planted(_ body: String, _ finding: String) async throws {
        let findings = try await Self.findings(body, expected: Self.expected(#""Наименование": "x""#))
        #expect(findings.contains { $0.contains(finding) }, "\(findings)")
    }

    @Test("what one sample leaves unread and another reads is read")
    func readSomewhere() async throws {
        var tree = TreeFixture.mapping(
            "if doc.Лимит == 1 then return { Наименование = doc.Наименование } end return { Наименование = 'x' }")
        for (name, limit) in [("а", 1), ("б", 2)] {
            tree.files["mappings/Контрагенты/samples/\(name).json"] = Self.sample
                .replacing("10.50", with: "\(limit)").replacing(#","Товары":[{"Количество":1}]"#, with: "")
            tree.files["mappings/Контрагенты/samples/\(name).ut11.json"] = Self.expected(
                "\"Наименование\": \"\(limit == 1 ? "Ромашка" : "x")\"")
        }
        #expect(await TreeCheck.run(try tree.revision()).map(\.description) == [])
    }
}
