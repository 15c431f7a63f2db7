import Messages
import Scripts
import Testing

@Suite("The language of mappings")
struct MappingLanguageTests {
    @Test("a field that the contract does not know is an error with the nearest one, at its line")
    func strictReads() async throws {
        // Given
        let tree = TreeFixture.mapping("local x = 1\nreturn { Наименование = doc.Наимнеование }")
        // When
        let fault = try #require(try await tree.fault())
        // Then
        #expect(fault.line == 6)
        #expect(fault.message == "у Справочник.Контрагенты нет поля «Наимнеование»; может быть, Наименование?")
    }

    @Test("a field of a row that the contract does not know is an error too, and one that came unannounced says so")
    func strictRows() async throws {
        let row = TreeFixture.mapping("return { Комментарий = doc.Товары[1].Цына }")
        #expect(
            try await row.fault(#"{"Товары":[{"Цена":1}]}"#)?.message == "у Товары нет поля «Цына»; может быть, Цена?")
        let field = TreeFixture.mapping("return { Комментарий = doc.Своё }")
        #expect(try await field.fault(#"{"Своё":"x"}"#)?.message.contains("контракт ut103") == true)
    }

    @Test(
        "what 1С calls empty reads as nil, and raw gives what came",
        arguments: [
            (#"{"Комментарий":""}"#, "Комментарий", #""""#), (#"{"Комментарий":null}"#, "Комментарий", "null"),
            (#"{"ДатаСоздания":"0001-01-01T00:00:00"}"#, "ДатаСоздания", #""0001-01-01T00:00:00""#),
            (#"{"ГоловнойКонтрагент":"00000000-0000-0000-0000-000000000000"}"#, "ГоловнойКонтрагент", "table"),
            (#"{"ГоловнойКонтрагент":{"ref":"","type":"Справочник.Контрагенты"}}"#, "ГоловнойКонтрагент", "table"),
            ("{}", "Комментарий", "nil"),
        ])
    func blanks(_ data: String, _ field: String, _ came: String) async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            local r = raw(doc, "\(field)")
            return { Клиент = doc.\(field) == nil,
              Комментарий = type(r) == "string" and '"' .. r .. '"' or tostring(r) }
            """)
        // When
        let content = try await tree.content(data)
        // Then
        let object = try JSONReader.read(Array(content.utf8))
        #expect(object["Клиент"] == true)
        #expect(object["Комментарий"]?.string == came)
    }

    @Test("references know their type, are equal by identity, and the object itself is one")
    func references() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            local г, с = doc.ГоловнойКонтрагент, doc.Сделка
            assert(г == doc.Ссылка and г ~= с and с == doc.Сделка)
            assert(type_of(г) == "Справочник.Контрагенты")
            assert(type_of(doc.Товары[1].Номенклатура) == "Справочник.Номенклатура")
            assert(only("Документ.Заявка", с) == с and only("Документ.ЗаказПокупателя", с) == nil)
            assert(only("Документ.Заявка", nil) == nil and type_of(nil) == nil)
            return { Комментарий = tostring(г) .. "|" .. tostring(с), Головной = ref("Справочник.Партнеры", г),
              Товары = rows(doc.Товары, function(r)
                return { Номенклатура = ref("Справочник.Номенклатура", r.Номенклатура) }
              end) }
            """)
        // When
        let result = try await tree.map(
            """
            {"ГоловнойКонтрагент":"\(TreeFixture.guid.uppercased())",
             "Сделка":{"ref":"20E1B7C4-52d1-11ed-9d3a-00155d0a0001","type":"Документ.Заявка","name":"Заявка 1"},
             "Товары":[{"Номенклатура":{"ref":"30e1b7c4-52d1-11ed-9d3a-00155d0a0001","type":"Справочник.Номенклатура",
               "name":"Чайник"}},
                       {"Номенклатура":"30e1b7c4-52d1-11ed-9d3a-00155d0a0001"},{}]}
            """)
        // Then
        guard case .objects(let objects) = result.outcome else { return #expect(Bool(false)) }
        let item = "30e1b7c4-52d1-11ed-9d3a-00155d0a0001"
        #expect(
            objects[0].content
                == #"{"Головной":{"$ref":{"id":"\#(TreeFixture.guid)","source":"Справочник.Контрагенты","#
                + #""system":"ut103","#
                + #""type":"Справочник.Партнеры"}},"Комментарий":"#
                + #""Справочник.Контрагенты \#(TreeFixture.guid)|Заявка 1","#
                + #""Товары":[{"Номенклатура":{"$ref":{"id":"\#(item)","name":"Чайник","#
                + #""source":"Справочник.Номенклатура","#
                + #""system":"ut103","type":"Справочник.Номенклатура"}}},"#
                + #"{"Номенклатура":{"$ref":{"id":"\#(item)","source":"Справочник.Номенклатура","system":"ut103","#
                + #""type":"Справочник.Номенклатура"}}},{"Номенклатура":{"$empty":true}}]}"#)
        #expect(objects[0].references.count == 2)
        #expect(objects[0].references[0].source.type == "Справочник.Контрагенты")
        #expect(objects[0].references[1].name == "Чайник")
    }

    @Test("rows takes none, one or several rows from each, and keeps an empty list a list")
    func rows() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            return { Товары = rows(doc.Товары, function(r, n)
              if r.Количество == 0 then return end
              if r.Количество == 2 then return { Количество = 1, Сумма = n }, { Количество = 1 } end
              return { Количество = r.Количество }
            end) }
            """)
        // Then
        #expect(
            try await tree.content(#"{"Товары":[{"Количество":0},{"Количество":2},{"Количество":1.500}]}"#)
                == #"{"Товары":[{"Количество":1,"Сумма":2},{"Количество":1},{"Количество":1.500}]}"#)
        #expect(try await tree.content() == #"{"Товары":[]}"#)
    }

    @Test("ctx has the moment and the lookup tables: an unknown key is nil, an unknown table an error")
    func context() async throws {
        let tree = TreeFixture.mapping(
            """
            local т = ctx.tables.ндс
            assert(т.НДС99 == nil and т[nil] == nil and #т.Ставка.Имена == 2 and т.Ставка.Имена[2] == "б")
            local н = 0 for к in pairs(т) do н = н + 1 end
            return { Дата = ctx.now, Комментарий = т.НДС20, Лимит = т.Ставка.Процент * 2 + н }
            """)
        #expect(
            try await tree.content()
                == #"{"Дата":"1970-01-01T00:00:00","Комментарий":"222a6401-78f2-5bc0-8db2-a31b2651e178","Лимит":43}"#)
        let unknown = TreeFixture.mapping("return { Комментарий = ctx.tables.ндсы.x }")
        #expect(try await unknown.fault()?.message == "таблицы «ндсы» нет в mappings/tables; может быть, «ндс»?")
    }

    @Test("texts are cut and compared by letters")
    func texts() async throws {
        let tree = TreeFixture.plugin(
            """
            return { text.upper("ёлка і"), text.lower("ЁЛКА Й"), text.left("абвгд", 3), text.sub("абвгд", -3, -2),
              text.len("абв"),
              text.clean("  ООО\u{A0}\u{A0} «Роза»\\n "), text.normalize(" РОМAШКА  Ёж "), text.normalize("OOO"),
              text.left("аб", 10), text.sub("абв", 2), text.len(nil), inn("7707 083893"), inn("123") == nil,
              kpp("1") == nil, kpp("770701001"),
              phone("8 (912) 345-67-89"), phone("+7 912 3456789"), phone("912 345 67 89"),
              phone("12") == nil, text.clean(nil) == nil }
            """)
        #expect(
            try await tree.call().text
                == #"["ЁЛКА І","ёлка й","абв","вг",3,"ООО «Роза»","ромашка еж","#
                + #""ooo","аб","бв",0,"7707083893",true,true,"#
                + #""770701001","+79123456789","+79123456789","+79123456789",true,true]"#)
    }

    @Test("unread filled attributes are listed, but what is ignored or empty is not")
    func unread() async throws {
        // Given
        let tree = TreeFixture.mapping(
            "each(doc.Товары, function(r) return r.Цена end) return { Наименование = doc.Наименование }")
        var ignoring = tree
        ignoring.files["mappings/Контрагенты/to_ut11.lua"]?
            .replace("api_level = 1,", with: #"api_level = 1, ignore = { "ИНН", "Товары.Количество" },"#)
        let data =
            #"{"Наименование":"x","ИНН":"1","Лимит":0,"Комментарий":"","Новое":"y","#
            + #""Товары":[{"Цена":1},{"Количество":2}]}"#
        // Then
        #expect(try await tree.map(data).unread == ["ИНН", "Товары.Количество", "Новое"])
        #expect(try await ignoring.map(data).unread == ["Новое"])
    }

    @Test("unmatched and reject tell who must act; a deletion is the empty set without asking the mapping")
    func verdicts() async throws {
        #expect(
            try await TreeFixture.mapping("unmatched('Ставка', doc.Комментарий)").map(#"{"Комментарий":"НДС22"}"#)
                .outcome
                == .unmatched(field: "Ставка", value: "НДС22"))
        #expect(
            try await TreeFixture.mapping("reject('нет даты', 'Дата')").map().outcome
                == .reject("нет даты", place: "Дата"))
        #expect(try await TreeFixture.mapping("return {}").map().outcome == .objects([]))
        let revision = try TreeFixture.mapping("error('не зовите')").revision()
        let deletion = MappingInput(
            key: TreeFixture.input("{}").key, operation: .delete, presentation: nil, data: Array("{}".utf8))
        let result = try await ScriptPool(workers: 1).map(
            revision.mappings[0], of: revision, message: deletion, now: Instant(milliseconds: 0))
        #expect(result.outcome == .objects([]))
    }

    @Test("trace is kept for whoever runs the mapping by hand")
    func trace() async throws {
        let result = try await TreeFixture.mapping("trace('строк', #doc.Товары) trace(dec '1.50', {}) return {}").map()
        #expect(result.trace == ["строк\t0", "1.50\ttable"])
    }
}
