import Foundation
import Messages
import Scripts
import Testing

@Suite("What a mapping reads of other objects")
struct NeedsTests {
    private static let order = ObjectKey(
        system: "ut103", type: "Документ.ЗаказПокупателя", id: "20e1b7c4-52d1-11ed-9d3a-00155d0a0002")
    private static let buyer = ObjectKey(
        system: "ut103", type: "Справочник.Контрагенты", id: "30e1b7c4-52d1-11ed-9d3a-00155d0a0003")
    private static let message = """
        {"Наименование":"x","Заказ":"\(order.id)",
          "Товары":[{"Заказ":{"ref":"\(order.id)","type":"Документ.ЗаказПокупателя","name":"Заказ 7"},"Код":2},
            {"Код":1}]}
        """
    private static let orderData = """
        {"Покупатель":"\(buyer.id)","Товары":[{"Код":1,"Цена":10.5},{"Код":2,"Цена":20.25}]}
        """

    @Test("fields and rows behind a reference are read from what is stored, exactly and strictly")
    func read() async throws {
        // Given
        let tree = Self.tree(
            needs: #""Заказ.Покупатель.ИНН", "Товары.Заказ.Товары""#,
            """
            local r = doc.Товары[1]
            return { Наименование = doc.Заказ.Покупатель.ИНН, Лимит = r.Заказ.Товары[r.Код].Цена + dec "0.05",
              Комментарий = tostring(doc.Товары[2].Заказ) }
            """)
        // When
        let result = try await Self.map(tree, [(Self.order, Self.orderData), (Self.buyer, #"{"ИНН":"7701"}"#)])
        // Then
        guard case .objects(let objects) = result.outcome else { return #expect(Bool(false), "\(result.outcome)") }
        #expect(try JSONReader.read(objects[0].content.utf8)["Лимит"] == .number("20.3"))
        #expect(try JSONReader.read(objects[0].content.utf8)["Наименование"] == "7701")
        let misread = Self.tree(needs: #""Заказ.Покупатель""#, "return { Наименование = doc.Заказ.Покупател }")
        let fault = await Self.fault(misread, [(Self.order, Self.orderData)])
        #expect(
            fault?.message.contains("у Документ.ЗаказПокупателя нет поля «Покупател»; может быть, Покупатель") == true)
    }

    @Test("the search goes level by level, and only where paths lead")
    func search() async throws {
        // Given
        let tree = Self.tree(
            needs: #""Заказ.Покупатель.ИНН", "Товары.Заказ.Товары""#, "return { Наименование = \"x\" }")
        let revision = try tree.revision()
        var search = NeedSearch(
            revision.mappings[0], data: Self.message.utf8, contracts: revision.contracts)
        // Then
        #expect(search.missing() == [Self.order])
        search.bring([Self.needed(Self.order, Self.orderData)])
        #expect(search.missing() == [Self.buyer])
        search.bring([NeededObject(key: Self.buyer, version: nil)])
        #expect(search.missing().isEmpty)
    }

    @Test("what has not come is waited for only where the script reads it")
    func absent() async throws {
        // Given
        let tree = Self.tree(
            needs: #""Товары.Заказ.Товары""#,
            "return { Наименование = doc.Наименование or tostring(#doc.Товары[1].Заказ.Товары) }")
        let needed = [(Self.order, String?.none)]
        // Then
        #expect(try await Self.map(tree, needed).outcome == .objects(try await Self.plain(tree, needed)))
        let read = Self.tree(
            needs: #""Товары.Заказ.Товары""#,
            "return { Наименование = pcall(function() return doc.Товары[1].Заказ.Товары end) and 'a' or 'b' }")
        #expect(try await Self.map(read, needed).outcome == .wait(Self.order, name: "Заказ 7"))
    }

    @Test("what no path leads to is not read, and the error says which path to write")
    func undeclared() async throws {
        let fault = await Self.fault(Self.tree(needs: "", "return { Наименование = doc.Заказ.Номер }"), [])
        #expect(
            fault?.message.contains("впишите путь к нему в needs = { \"<Реквизит>.Номер\" }") == true,
            "\(String(describing: fault))")
    }

    @Test(
        "a wrong path is refused with its place and the nearest name",
        arguments: [
            ("Заказ.Покупател.ИНН", "реквизита «Покупател» нет у Документ.ЗаказПокупателя; может быть, «Покупатель»?"),
            ("Наименование.Код", "«Наименование» — не ссылка, дальше пути нет"),
            ("Товары.Заказ", "не идёт через ссылку"), ("Заказ", "не идёт через ссылку"),
            ("Товары.Закас.Товары", "реквизита «Закас» нет у Справочник.Контрагенты; может быть, «Заказ»?"),
        ])
    func refused(_ path: String, _ sentence: String) {
        let refusals = Self.tree(needs: "\"\(path)\"", "return {}").refusals
        #expect(refusals.count == 1 && refusals[0].contains(sentence), "\(refusals)")
        #expect(refusals.first?.hasPrefix("mappings/Контрагенты/to_ut11.lua:3:") == true, "\(refusals)")
    }

    private static func tree(needs: String, _ body: String) -> TreeFixture {
        TreeFixture([
            "mappings/contracts/ut103.yaml": """
            system: ut103
            types:
              Справочник.Контрагенты:
                fields:
                  Наименование: { type: string }
                  ИНН: { type: string }
                  Заказ: { type: ref, to: [Документ.ЗаказПокупателя] }
                tables:
                  Товары:
                    Код: { type: number, digits: 5 }
                    Заказ: { type: ref, to: [Документ.ЗаказПокупателя] }
              Документ.ЗаказПокупателя:
                fields:
                  Номер: { type: string }
                  Покупатель: { type: ref, to: [Справочник.Контрагенты] }
                tables:
                  Товары:
                    Код: { type: number, digits: 5 }
                    Цена: { type: number, digits: 15, fraction: 2 }
            """,
            "mappings/Контрагенты/to_ut11.lua": """
            return {
              api_level = 1, from = "ut103.Справочник.Контрагенты", to = "ut11.Справочник.Партнеры",
              needs = { \(needs) },
              map = function(doc, ctx)
            \(body)
              end,
            }
            """,
        ])
    }

    private static func needed(_ key: ObjectKey, _ data: String?) -> NeededObject {
        NeededObject(key: key, version: data.map { .init(ordinal: 1, name: "1", presentation: nil, data: $0) })
    }

    private static func map(_ tree: TreeFixture, _ needed: [(ObjectKey, String?)]) async throws -> MappingResult {
        let revision = try tree.revision()
        let input = MappingInput(
            key: ObjectKey(system: "ut103", type: "Справочник.Контрагенты", id: TreeFixture.guid),
            operation: .upsert, presentation: nil, data: Array(message.utf8),
            needed: needed.map { Self.needed($0.0, $0.1) })
        return try await ScriptPool(workers: 1, zone: .gmt).map(
            revision.mappings[0], of: revision, message: input, now: Instant(milliseconds: 0))
    }

    private static func plain(_ tree: TreeFixture, _ needed: [(ObjectKey, String?)]) async throws -> [MappedObject] {
        guard case .objects(let objects) = try await map(tree, needed).outcome else { return [] }
        return objects
    }

    private static func fault(_ tree: TreeFixture, _ needed: [(ObjectKey, String?)]) async -> ScriptFault? {
        do {
            _ = try await map(tree, needed)
            return nil
        } catch {
            return error as? ScriptFault
        }
    }
}
