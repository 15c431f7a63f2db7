import Messages
import Scripts
import Testing

@Suite("Names in Cyrillic")
struct CyrillicNamesTests {
    @Test(
        "may stand wherever a name may stand",
        arguments: [
            ("local а, б = 1, 2 return а + б", "3"),
            ("local т = { Имя = 1, имя = 2; ['Имя2'] = 3, 4 } return { т.Имя, т.имя, т.Имя2, т[1] }", "[1,2,3,4]"),
            ("local т = {} function т.Число(а) return а * 2 end return т.Число(21)", "42"),
            ("local т = { в = {} } function т.в.Глубже() return 'да' end return т.в.Глубже()", "\"да\""),
            ("local т = { н = 5 } function т:Метод(а, б) return self.н + а + б end return т:Метод(1, 2)", "8"),
            ("local т = {} function т:Пусто() return 'п' end return т:Пусто()", "\"п\""),
            (
                "local т = { х = 0 } function т:Ещё() self.х = self.х + 1 return self end return т:Ещё():Ещё():Ещё().х",
                "3"
            ),
            (
                "local n = 0 local function f() n = n + 1 return { Имя = function() return n end } end "
                    + "return f():Имя()",
                "1"
            ),
            (
                "local т = { С = function(_, s) return s end } return { т:С'а', т:С\"б\", т:С[[в]] }",
                "[\"а\",\"б\",\"в\"]"
            ),
            ("local т = { Т = function(_, x) return x[1] end } return т:Т{ 7 }", "7"),
            ("local т = { а = { Б = function(_, x) return x end } } return (т.а):Б(т['а']:Б(3))", "3"),
            ("local и = 0 ::ещё:: и = и + 1 if и < 5 then goto ещё end return и", "5"),
            ("local ы = 1 do local ы = 2 end return ы", "1"),
            ("local function ф(а, ...) local н = select('#', ...) return а + н end return ф(1, 2, 3)", "3"),
            ("local с = 'local Имя = 1 -- нет' --[[ Имя.Имя ]] return с -- Имя:Имя()", "\"local Имя = 1 -- нет\""),
            ("return [==[ ]] т:Имя() ]==]", "\" ]] т:Имя() \""),
            (
                "local т = { f = function() local Имя = 1; Имя = 2; return Имя end, Имя = 3 } return { т.f(), т.Имя }",
                "[2,3]"
            ),
            ("local т = { Имя = 1 } т.Имя = т.Имя + 1 т.Имя, т.Два = т.Имя * 2, 1 return { т.Имя, т.Два }", "[4,1]"),
            ("local т = { Имя = { [1] = { Ещё = 'x' } } } return т\n  .Имя[1]\n  .Ещё", "\"x\""),
            ("for ключ, знач in pairs({ а = 1 }) do return ключ .. знач end", "\"а1\""),
            ("for н = 1, 3 do if н == 2 then return н end end", "2"),
            ("local ы <const> = 5 return ы", "5"),
            ("local t = { ['goto'] = 1, ёж = 2 } return t.ёж", "2"),
            ("local s = 'абв' return s:upper() .. ('x'):rep(2) .. #s", "\"абвxx6\""),
            ("return ({ Имя = 1 }).Имя", "1"),
            ("local ф = function(т) return т.Имя end return ф{ Имя = 'я' }", "\"я\""),
        ])
    func anywhere(_ body: String, _ answer: String) async throws {
        // Given
        let tree = TreeFixture.plugin(body)
        // When
        let got = try await tree.call()
        // Then
        #expect(got.text == answer)
    }

    @Test("are compared in NFC, in source, in data and in file names")
    func normalForm() async throws {
        // Given «Й» and «ё» as a letter and a mark
        var tree = TreeFixture(["mappings/lib/мои\u{306}.lua": "return { Ёлка = 1 }"])
        tree.files["mappings/Контрагенты/to_ut11.lua"] = TreeFixture.source(
            of: "local т = require 'мой' return { Лимит = т.Е\u{308}лка, Комментарий = doc.Комментарии\u{306} }"
        )
        .replacing("doc.Комментарии\u{306}", with: "raw(doc, 'Особы\u{306}й') or raw(doc, 'Чайник')")
        // When
        let content = try await tree.content("{\"Чаи\u{306}ник\":\"да\"}")
        // Then
        #expect(content == #"{"Комментарий":"да","Лимит":1}"#)
    }

    @Test("a mistake while running names the integrator's own names, the file and the line")
    func runtimeMistake() async throws {
        // Given
        let tree = TreeFixture.mapping("local Партнёр = nil\nreturn { Наименование = Партнёр.Имя }")
        // When
        let fault = try #require(try await tree.fault())
        // Then
        #expect(
            fault.description
                == "mappings/Контрагенты/to_ut11.lua:6: нельзя взять поле у значения nil (переменная «Партнёр»)")
        #expect(fault.traceback?.contains("mappings/Контрагенты/to_ut11.lua:6") == true)
    }

    @Test(
        "a mistake in the source names file, line and column",
        arguments: [
            ("local Имя = = 1", "6:13: здесь этого быть не может (возле «=»)"),
            ("локал x = 1", "6:7: синтаксическая ошибка (возле «x»)"),
            ("return { Имя = 1 Цена = 2 }", "6:18: не хватает } (возле «Цена»); или не хватает запятой после «1»"),
            ("if doc.Имя then return {}", "7:6: здесь этого быть не может (возле «,»)"),
            ("return doc.Имя * 1.2", "6:18: неточное число 1.2: напишите dec \"1.2\""),
            ("return doc.Имя / 2", "6:16: деление: напишите div(a, b, знаков), чтобы у дроби была точность"),
            ("while true do break end break", "6:25: break вне цикла"),
            ("return 'абв", "6:8: строка не закрыта кавычкой"),
            ("local x = “ёлки”", "6:11: символ «“» в имени не годится; проверьте кавычки и тире"),
            ("goto Туда", "6:1: метки «Туда» для goto здесь нет"),
        ])
    func sourceMistake(_ body: String, _ complaint: String) throws {
        // Given
        let tree = TreeFixture.mapping("\n" + body)
        // When
        let refusals = tree.refusals
        // Then
        #expect(refusals.count == 1)
        #expect(refusals.first?.hasSuffix(complaint) == true, "\(refusals)")
        #expect(refusals.first?.hasPrefix("mappings/Контрагенты/to_ut11.lua:") == true)
    }
}
