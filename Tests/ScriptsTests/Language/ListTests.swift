import Messages
import Scripts
import Testing

@Suite("Lists in mappings")
struct ListTests {
    @Test("group puts rows together in order of first appearance: by a field, by a function, references by id")
    func group() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            local слова = {}
            local function слово(г) слова[#слова + 1] = tostring(г.key) .. ":" .. #г.rows end
            for _, г in ipairs(group(doc.Товары, "СтавкаНДС")) do слово(г) end
            for _, г in ipairs(group(doc.Товары, function(r, n) return r.Количество * 2 end)) do слово(г) end
            local простые = { { а = "x", н = 1 }, { а = "y", н = 2 }, { а = "x", н = 3 } }
            for _, г in ipairs(group(простые, "а")) do слово(г) end
            assert(#group(nil, "а") == 0)
            return { Комментарий = table.concat(слова, " "),
              Товары = rows(group(doc.Товары, "Номенклатура"), function(г)
                local всего = 0
                for _, r in ipairs(г.rows) do всего = всего + r.Количество end
                return { Номенклатура = ref("Справочник.Номенклатура", г.key), Количество = всего }
              end) }
            """)
        // When
        let content = try await tree.content(
            """
            {"Товары":[
              {"Номенклатура":{"ref":"\(Self.one)","type":"Справочник.Номенклатура","name":"Чайник"},"Количество":1.5,
               "СтавкаНДС":"НДС20"},
              {"Номенклатура":"\(Self.two)","Количество":1,"СтавкаНДС":""},
              {"Номенклатура":"\(Self.one.uppercased())","Количество":1.50,"СтавкаНДС":"НДС20"},
              {"Количество":1}]}
            """)
        // Then
        let fields = try JSONReader.read(content.utf8)
        #expect(fields["Комментарий"] == "НДС20:2 nil:2 3:2 2:2 x:2 y:1")
        let rows = try #require(fields["Товары"]?.array)
        #expect(rows.map { $0["Количество"]?.text } == ["3", "1", "1"])
        #expect(rows[0]["Номенклатура"]?["$ref"]?["id"]?.string == Self.one)
        #expect(rows[2]["Номенклатура"] == ["$empty": true])
    }

    @Test("what a mapping has made can be grouped too: by ref, find and own")
    func groupOfMarks() async throws {
        let tree = TreeFixture.mapping(
            """
            local function р(x) return { ключ = x } end
            local г = doc.ГоловнойКонтрагент
            local группы = group({ р(ref("Справочник.Партнеры", г)), р(find("Справочник.Партнеры", { А = 1, Б = 2 })),
              р(ref("Справочник.Партнеры", doc.Ссылка)), р(find("Справочник.Партнеры", { Б = 2, А = 1 })),
              р(ref("Справочник.Контрагенты", г)), р(own("а")), р(own("а")), р(empty) }, "ключ")
            local т = {}
            for i, гр in ipairs(группы) do т[i] = #гр.rows end
            return { Комментарий = join(т, " ") }
            """)
        let content = try await tree.content(#"{"ГоловнойКонтрагент":"\#(TreeFixture.guid)"}"#)
        #expect(content == #"{"Комментарий":"2 2 1 2 1"}"#)
    }

    @Test(
        "join takes texts and numbers by their places; what is not there leaves no separator behind",
        arguments: [
            ("join({ nil, 'а', nil, nil, 'б', '', 5, dec '1.50' }, ', ')", "а, б, 5, 1.50"),
            ("join({ doc.ИНН, doc.Наименование }, ' / ')", "Ромашка"), ("join({}, ',') == nil and 'нет'", "нет"),
            ("join({ nil, doc.ИНН, '' }, ',') == nil and 'нет'", "нет"), ("join(nil, ',') == nil and 'нет'", "нет"),
            ("join({ 'а', 'б' }, '')", "аб"), ("join(ctx.tables.ндс.Ставка.Имена, '+')", "а+б"),
            ("join({ ('я'):rep(3000), 'б' }, ('-'):rep(1500)):sub(-3)", "-б"),
        ])
    func join(_ call: String, _ text: String) async throws {
        let tree = TreeFixture.mapping("return { Комментарий = \(call) }")
        let content = try await tree.content(#"{"Наименование":"Ромашка","ИНН":""}"#)
        #expect(try JSONReader.read(content.utf8)["Комментарий"]?.string == text)
    }

    @Test("append makes a new list and leaves the first as it was; nil counts as nothing")
    func append() async throws {
        let tree = TreeFixture.mapping(
            """
            local первый = rows(doc.Товары, function(r) return { Количество = r.Количество } end)
            local все = append(первый, nil, { { Количество = 7 }, { Количество = 8 } }, первый)
            assert(#первый == 1 and #append(nil, nil) == 0 and #append(doc.Товары, doc.Товары) == 2)
            return { Товары = все }
            """)
        #expect(
            try await tree.content(#"{"Товары":[{"Количество":1}]}"#)
                == #"{"Товары":[{"Количество":1},{"Количество":7},{"Количество":8},{"Количество":1}]}"#)
        #expect(try await TreeFixture.mapping("return { Товары = append(nil, nil) }").content() == #"{"Товары":[]}"#)
    }

    @Test(
        "what makes no sense is an error that names the argument",
        arguments: [
            ("group({}, 5)", "group(список, ключ): ключ — имя поля или функция, а здесь number"),
            ("group('x', 'а')", "group(список, ключ): список — string, а нужен список"),
            ("group({ 'x' }, 'а')", "элемент 1 — string, полей у него нет: дайте ключ функцией"),
            ("group({ { а = {} } }, 'а')", "ключ элемента 1 — table; ключом бывает текст"),
            ("group(doc.Товары, 'Колво')", "у Товары нет поля «Колво»"),
            ("group({ { а = 1 }, nil, { а = 2 } }, 'а')", "пропуск"),
            ("group(doc, 'Товары')", "список — документ или строка таблицы, а нужен список"),
            ("join({ 'а' })", "join(список, разделитель): разделитель — текст, а здесь nil"),
            ("join('а', ',')", "join(список, разделитель): список — это таблица, а здесь string"),
            ("join({ 'а', {} }, ',')", "элемент 2 — table; соединяются тексты и числа"),
            ("join({ 'а', true }, ',')", "элемент 2 — boolean"), ("join({ x = 1 }, ',')", "таблица с полем «x»"),
            ("append({})", "append(список, ещё, …): нужны хотя бы два списка"),
            ("append({}, { Сумма = 1 })", "аргумент 2 — не список, а таблица с полем «Сумма»; одну строку пишут"),
            ("append({}, doc.Товары[1])", "аргумент 2 — документ или строка таблицы, а нужен список"),
            ("append({}, {}, 'x')", "аргумент 3 — string, а нужен список"),
            ("append(setmetatable({}, { __len = function() return 1000000000 end }), {})", "append"),
        ])
    func mistakes(_ call: String, _ message: String) async throws {
        let fault = try await TreeFixture.mapping("\(call)").fault(#"{"Товары":[{"Количество":1}]}"#)
        #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "none")")
    }

    private static let one = "30e1b7c4-52d1-11ed-9d3a-00155d0a0001"
    private static let two = "30e1b7c4-52d1-11ed-9d3a-00155d0a0002"
}
