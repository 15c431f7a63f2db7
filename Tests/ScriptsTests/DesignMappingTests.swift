import Messages
import Scripts
import Testing

@Suite("The two mappings of the script contract, in the words of this version")
struct DesignMappingTests {
    @Test("a Контрагент becomes a Партнер and a Контрагент that refers to it")
    func counterparty() async throws {
        // Given
        var tree = TreeFixture([
            "mappings/tables/лица.yaml": "ЮрЛицо: { Партнер: Компания }\nФизЛицо: { Партнер: ЧастноеЛицо }\n",
            "mappings/Контрагенты/to_ut11.lua": """
            return {
              api_level = 1,
              from   = "ut103.Справочник.Контрагенты",
              to     = { партнер = "ut11.Справочник.Партнеры", контрагент = "ut11.Справочник.Контрагенты" },
              map = function(doc, ctx)
                local лицо   = ctx.tables.лица[doc.ЮрФизЛицо] or unmatched("ЮрФизЛицо", doc.ЮрФизЛицо)
                local голова = doc.ГоловнойКонтрагент
                local филиал = голова and голова ~= doc.Ссылка
                return {
                  партнер = {
                    Наименование = text.left(text.clean(doc.Наименование), 20), Вид = лицо.Партнер,
                    Клиент = doc.Покупатель, Головной = филиал and ref("Справочник.Контрагенты", голова) or empty,
                  },
                  контрагент = { Наименование = doc.Наименование, Партнер = own("партнер"), ИНН = inn(doc.ИНН) },
                }
              end,
            }
            """,
        ])
        tree.files["mappings/tables/ндс.yaml"] = nil
        // When
        let result = try await tree.map(
            """
            {"Наименование":"ООО  «Ромашка» и все ее лепестки","ЮрФизЛицо":"ЮрЛицо","Покупатель":true,
             "ИНН":"7707083893",
             "ГоловнойКонтрагент":{"ref":"20e1b7c4-52d1-11ed-9d3a-00155d0a0001","type":"Справочник.Контрагенты",
              "name":"Головной"}}
            """)
        // Then
        guard case .objects(let objects) = result.outcome else { return #expect(Bool(false)) }
        #expect(objects.map(\.slot) == ["партнер", "контрагент"])
        #expect(objects[0].content.contains(#""Наименование":"ООО «Ромашка» и все ""#))
        #expect(objects[0].references.map(\.name) == ["Головной"])
        #expect(objects[1].owns == ["партнер"])
        #expect(result.unread.isEmpty)
        #expect(try await tree.map(#"{"Наименование":"x"}"#).outcome == .unmatched(field: "ЮрФизЛицо", value: ""))
    }

    @Test("a row of a sale: two boxes of twelve are twenty-four, and a coefficient of one is one however it is written")
    func saleRow() async throws {
        // Given
        let tree = TreeFixture.mapping(
            "return { Наименование = 'x', Товары = rows(doc.Товары, function(r) return строка(r, doc, ctx) end) }",
            head: """
                local function строка(r, doc, ctx)
                  local коэф  = r.Коэффициент or dec "1"
                  local ндс   = doc.Покупатель and r.СтавкаНДС or "БезНДС"
                  return {
                    Номенклатура = ref("Справочник.Номенклатура", r.Номенклатура),
                    Упаковка     = коэф ~= dec "1" and ref("Справочник.Упаковки", r.Номенклатура) or empty,
                    Количество   = round(r.Количество * коэф, 3),
                    Сумма        = round(r.Цена * r.Количество, 2),
                    СтавкаНДС    = ctx.tables.ндс[ндс] or unmatched("СтавкаНДС", ндс),
                  }
                end
                """)
        // When
        let content = try await tree.content(
            """
            {"Покупатель":true,"Товары":[
             {"Номенклатура":"30e1b7c4-52d1-11ed-9d3a-00155d0a0001","Количество":2,"Коэффициент":12,"Цена":10.10,
              "СтавкаНДС":"НДС20"},
             {"Количество":1.5,"Коэффициент":1.000,"Цена":0.333,"СтавкаНДС":"НДС20"},
             {"Количество":3,"Цена":1,"СтавкаНДС":"НДС20"}]}
            """)
        // Then
        let rows = try #require(try JSONReader.read(Array(content.utf8))["Товары"]?.array)
        #expect(rows.map { $0["Количество"]?.text } == ["24", "1.5", "3"])
        #expect(rows.map { $0["Сумма"]?.text } == ["20.2", "0.5", "3"])
        #expect(rows.map { $0["Упаковка"]?["$empty"] == true } == [false, true, true])
    }
}
