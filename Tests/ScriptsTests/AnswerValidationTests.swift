import Scripts
import Testing

@Suite("The answer of a mapping")
struct AnswerValidationTests {
    @Test(
        "is held against the target's contract, and a mistake names the field and its line",
        arguments: [
            (
                "return { Наименование = 'x', Клеинт = true }",
                "Справочник.Партнеры: в приёмнике нет поля «Клеинт»; может быть, Клиент?", 5
            ),
            (
                "\nreturn {\n  Наименование = ('я'):rep(21) }",
                "Справочник.Партнеры.Наименование: 21 знаков, а в поле помещается 20: сократите через text.left", 7
            ),
            ("return { Наименование = 5 }", "здесь строка, а пришло number", 5),
            ("return { Клиент = 'да' }", "здесь true или false, а пришло string", 5),
            ("return { Лимит = '5' }", "здесь число, а пришло string", 5),
            ("return { Лимит = dec '1.234' }", "знаков после запятой 3, а в поле 2: округлите через round", 5),
            ("return { Лимит = 100000000000000 }", "число не помещается в 15 знаков", 5),
            ("return { Дата = '27.11.2026' }", "здесь дата вида 2026-11-27T09:30:00", 5),
            ("return { Вид = 1 }", "здесь имя значения перечисления", 5),
            ("return { Головной = 'Ромашка' }", "«Ромашка» — не GUID; нужна ссылка ref(…)", 5),
            ("return { Головной = doc.Ссылка }", "ссылка источника; напишите ref(\"Тип\", …)", 5),
            (
                "return { Головной = ref('Справочник.Склады', doc.Ссылка) }",
                "поле не хранит ссылок на Справочник.Склады", 5
            ),
            ("return { Комментарий = ref('Справочник.Партнеры', doc.Ссылка) }", "поле не хранит ссылок", 5),
            ("return { Комментарий = null }", "null; чтобы очистить поле, напишите empty", 5),
            ("return { Комментарий = doc }", "объект источника; возьмите его поля", 5),
            ("return { Комментарий = string.sub('я', 1, 1) }", "строка разрезана посреди буквы", 5),
            ("return { Товары = 'x' }", "здесь табличная часть, а пришло string", 5),
            ("return { Товары = { { Колво = 1 } } }", "Товары: в приёмнике нет поля «Колво»", 5),
            ("return { Товары = { 5 } }", "строка таблицы — таблица полей", 5),
            (
                "return { Товары = { { Количество = 1 }, { Количество = 'x' } } }",
                "Справочник.Партнеры.Товары[2].Количество: здесь число", 5
            ),
            ("return { Товары = { Номенклатура = 1 } }", "вложенный объект", 5),
            ("return { Наименование = own('партнер') }", "own(\"партнер\"): такого слота нет в to", 5),
            ("return { Товары = { { Количество = 1 }, nil, { Количество = 2 } } }", "Товары: в списке пропуск", 5),
            (
                "return { Товары = { { Количество = 1 }, Сумма = 2 } }",
                "Товары: в списке есть именованное поле «Сумма»", 5
            ),
            ("return 5", "map вернула number", 4), ("return", "map вернула nil", 4),
        ])
    func isChecked(_ body: String, _ complaint: String, _ line: Int) async throws {
        let fault = try #require(try await TreeFixture.mapping(body).fault())
        #expect(fault.message.contains(complaint), "\(fault)")
        #expect(fault.line == line, "\(fault)")
    }

    @Test("rows of one table part have each its own fields, sorted, whether made in one place of the script or in many")
    func rows() async throws {
        // Given rows of one shape, of another, of the first again, empty, and with fields added one by one
        let tree = TreeFixture.mapping(
            """
            local function one(n) return { Сумма = n, Количество = n + 1 } end
            local late = {}
            for _, name in ipairs { "Сумма", "Упаковка", "Количество" } do
              late[name] = name == "Упаковка" and empty or 9
            end
            return { Товары = { one(1), one(2), { Упаковка = empty, Сумма = 3 }, one(4), {}, one(5), late,
              { Количество = 7, Сумма = 6 } } }
            """)
        // When
        let content = try await tree.content()
        // Then
        #expect(
            content == #"{"Товары":[{"Количество":2,"Сумма":1},{"Количество":3,"Сумма":2},"#
                + #"{"Сумма":3,"Упаковка":{"$empty":true}},{"Количество":5,"Сумма":4},{},{"Количество":6,"Сумма":5},"#
                + #"{"Количество":9,"Сумма":9,"Упаковка":{"$empty":true}},{"Количество":7,"Сумма":6}]}"#)
        // And what is wrong in a later row of the same shape is found there
        let wrong = TreeFixture.mapping(
            "local function f(x) return { Количество = 1, Сумма = x } end return { Товары = { f(1), f(2), f 'x' } }")
        #expect(try await wrong.fault()?.message.contains("Товары[3].Сумма: здесь число") == true)
    }

    @Test("keys come sorted, numbers as they were, GUIDs of existing objects as text, and empty as a mark")
    func content() async throws {
        let tree = TreeFixture.mapping(
            """
            return { Лимит = doc.Лимит, Наименование = "б", Головной = "222A6401-78f2-5bc0-8db2-a31b2651e178",
              Комментарий = empty,
              Клиент = false, ПометкаУдаления = true, Проведен = true, Дата = doc.ДатаСоздания }
            """)
        #expect(
            try await tree.content(#"{"Лимит":10.10,"ДатаСоздания":"2026-11-27T09:30:00"}"#)
                == #"{"Головной":"222A6401-78f2-5bc0-8db2-a31b2651e178","Дата":"2026-11-27T09:30:00","Клиент":false,"#
                + #""Комментарий":{"$empty":true},"Лимит":10.10,"Наименование":"б","#
                + #""ПометкаУдаления":true,"Проведен":true}"#
        )
    }

    @Test("slots are written after those that they refer to; a slot that is not there is left out")
    func slots() async throws {
        // Given
        let body = """
            return { контрагент = { Наименование = "к", Партнер = own("партнер") },
              партнер = not doc.Комментарий and { Наименование = "п" } or nil }
            """
        var tree = TreeFixture.mapping(body)
        tree.files["mappings/Контрагенты/to_ut11.lua"]?.replace(
            #"to = "ut11.Справочник.Партнеры""#,
            with: #"to = { контрагент = "ut11.Справочник.Контрагенты", партнер = "ut11.Справочник.Партнеры" }"#)
        // When
        let both = try await tree.map()
        let one = try await tree.map(#"{"Комментарий":"один"}"#)
        // Then
        guard case .objects(let objects) = both.outcome, case .objects(let single) = one.outcome else {
            return #expect(Bool(false))
        }
        #expect(try tree.revision().mappings[0].slots.map(\.name) == ["контрагент", "партнер"])
        #expect(objects.map(\.slot) == ["партнер", "контрагент"])
        #expect(objects[1].owns == ["партнер"])
        #expect(objects[1].content == #"{"Наименование":"к","Партнер":{"$own":"партнер"}}"#)
        #expect(single.map(\.slot) == ["контрагент"])
    }

    @Test("a slot that is not declared is an error")
    func wrongSlots() async throws {
        var tree = TreeFixture.mapping("return { другой = ref('Справочник.Партнеры', doc.Ссылка) }")
        tree.files["mappings/Контрагенты/to_ut11.lua"]?.replace(
            #"to = "ut11.Справочник.Партнеры""#, with: #"to = { партнер = "ut11.Справочник.Партнеры" }"#)
        #expect(try await tree.fault()?.message == "слота «другой» нет в to")
    }
}
