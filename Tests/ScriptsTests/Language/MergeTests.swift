import Messages
import Scripts
import Testing

@Suite("Rows that are merged into what the target has")
struct MergeTests {
    @Test("merge says by which columns; its rows are those of a plain part, and nil stays nil")
    func merge() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            return { Комментарий = tostring(merge("Упаковка", {})), Наименование = merge("Упаковка", nil),
              Товары = merge({ "СтавкаНДС", "Номенклатура" }, rows(doc.Товары, function(r)
                return { Номенклатура = ref("Справочник.Номенклатура", r.Номенклатура), Сумма = r.Цена,
                  СтавкаНДС = find("Справочник.СтавкиНДС", r.СтавкаНДС) }
              end)) }
            """)
        // When
        let result = try await tree.map(Self.goods)
        // Then
        guard case .objects(let objects) = result.outcome, let object = objects.first else {
            Issue.record("\(result.outcome)")
            return
        }
        let fields = try JSONReader.read(object.content.utf8)
        #expect(fields["Комментарий"] == "merge(…)" && fields["Наименование"] == nil)
        #expect(fields["Товары"]?["$merge"]?["key"] == ["СтавкаНДС", "Номенклатура"])
        let rows = try #require(fields["Товары"]?["$merge"]?["rows"]?.array)
        #expect(rows.map { $0["Сумма"]?.text } == ["1", "2"])
        #expect(rows[1]["СтавкаНДС"]?["$find"]?["key"] == ["Наименование": "НДС10"])
        #expect(object.references.count == 1, "rows that are merged wait for their references like others")
    }

    @Test(
        "what makes no sense is an error that says where",
        arguments: [
            ("Товары = merge(5, {})", "merge(ключ, строки): ключ — имя колонки или список имён, а здесь number"),
            ("Товары = merge({}, {})", "а здесь ни одного имени"), ("Товары = merge({ 'а', 5 }, {})", "имя 2 — number"),
            ("Товары = merge('Упаковка', 5)", "строки — это список строк, а здесь number"),
            ("Товары = merge('Упоковка', {})", "Товары: в приёмнике нет поля «Упоковка»; может быть, Упаковка?"),
            (
                "Товары = merge('Сумма', { { Сумма = 1 }, { Количество = 2 } })",
                "Справочник.Партнеры.Товары[2].Сумма: колонка ключа merge не заполнена"
            ),
            ("Товары = merge('Упаковка', { { Упаковка = empty } })", "Товары[1].Упаковка: колонка ключа merge"),
            (
                "Товары = merge('Сумма', { { Сумма = dec '1.50' }, { Сумма = 2 }, { Сумма = dec '1.5' } })",
                "Товары[3]: тот же ключ merge, что и в строке 1"
            ),
            (
                "local н = { Номенклатура = ref('Справочник.Номенклатура', doc.Товары[1].Номенклатура) } "
                    + "Товары = merge('Номенклатура', { н, { Номенклатура = н.Номенклатура, Сумма = 1 } })",
                "Товары[2]: тот же ключ merge, что и в строке 1"
            ),
            ("Товары = merge('Сумма', { { Сумма = 'x' } })", "Товары[1].Сумма: здесь число"),
            ("Товары = merge('Сумма', { Сумма = 1 })", "вложенный объект"),
            ("Клиент = merge('Сумма', {})", "Клиент: merge(…) — значение табличной части, а это реквизит"),
            ("Товары = { { Сумма = merge('Сумма', {}) } }", "в строке табличной части merge не бывает"),
            ("Товары = initial(merge('Сумма', {}))", "initial(merge(…)) не бывает"),
        ])
    func mistakes(_ field: String, _ message: String) async throws {
        let body =
            field.hasPrefix("local")
            ? field.replacing("Товары =", with: "return { Товары =") + " }" : "return { \(field) }"
        let fault = try await TreeFixture.mapping(body).fault(Self.goods)
        #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "none")")
    }

    @Test("extra merges additional attributes by their names: sorted, each with its type, and none for nil")
    func extra() async throws {
        // Given
        let tree = Self.attributes(
            """
            extra { ["Номер B24"] = doc.Комментарий, ["Я"] = true, ["Лимит"] = dec "1.50", ["Нет"] = doc.ИНН,
              ["Когда"] = ctx.now, ["Кто"] = ref("Справочник.Партнеры", doc.ГоловнойКонтрагент), ["А"] = empty }
            """)
        // When
        let content = try await tree.content(
            #"{"Комментарий":"12","ГоловнойКонтрагент":"\#(TreeFixture.guid)"}"#)
        // Then
        let merge = try JSONReader.read(content.utf8)["ДополнительныеРеквизиты"]?["$merge"]
        let rows = try #require(merge?["rows"]?.array)
        #expect(merge?["key"] == ["Свойство"])
        let names = rows.map { $0["Свойство"]?["$find"]?["key"]?["Наименование"]?.string }
        #expect(names == ["А", "Когда", "Кто", "Лимит", "Номер B24", "Я"])
        let types = rows.map { $0["Значение_Type"]?.string }
        #expect(types == [nil, "Edm.DateTime", nil, "Edm.Double", "Edm.String", "Edm.Boolean"])
        #expect(rows[0]["Значение"] == ["$empty": true] && rows[3]["Значение"]?.text == "1.50")
        #expect(rows[2]["Значение"]?["$ref"]?["type"] == "Справочник.Партнеры")
        #expect(
            rows[4]["Свойство"]?["$find"]?["type"] == "ПланВидовХарактеристик.ДополнительныеРеквизитыИСведения")
        #expect(try await Self.attributes("extra { Нет = doc.ИНН }, Клиент = true").content() == #"{"Клиент":true}"#)
    }

    @Test(
        "an attribute's value is one that УТ 11 can keep",
        arguments: [
            ("extra 'x'", "нужна таблица, а здесь string"),
            ("extra { А = doc.Ссылка }", "extra: «А» — ссылка источника; напишите ref"),
            ("extra { А = {} }", "extra: «А» — table"), ("extra { А = initial('x') }", "extra: «А» — initial(…)"),
            ("extra { [''] = 1 }", "extra: имя реквизита пусто"), ("extra { 'x' }", "имена полей — строки"),
        ])
    func attributeMistakes(_ call: String, _ message: String) async throws {
        let fault = try await Self.attributes(call).fault()
        #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "none")")
    }

    /// A tree whose target has additional attributes, and a mapping that sets them.
    private static func attributes(_ call: String) -> TreeFixture {
        var tree = TreeFixture.mapping("return { ДополнительныеРеквизиты = \(call) }")
        tree.files["mappings/contracts/ut11.yaml"]?.replace(
            "      Товары:\n",
            with: """
                      ДополнительныеРеквизиты:
                        Свойство: { type: ref, to: [ПланВидовХарактеристик.ДополнительныеРеквизитыИСведения] }
                        Значение: { type: any }
                      Товары:

                """)
        return tree
    }

    private static let goods = """
        {"Товары":[
          {"Номенклатура":{"ref":"30e1b7c4-52d1-11ed-9d3a-00155d0a0001","type":"Справочник.Номенклатура",
           "name":"Чайник"},"Цена":1,"СтавкаНДС":"НДС20"},
          {"Номенклатура":"30e1b7c4-52d1-11ed-9d3a-00155d0a0001","Цена":2,"СтавкаНДС":"НДС10"}]}
        """
}
