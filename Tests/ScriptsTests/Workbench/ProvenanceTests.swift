import Messages
import Scripts
import Testing

@Suite("What an answer hangs on")
struct ProvenanceTests {
    @Test("is seen by changing the message: fields, rows, decisions, and what is always the same")
    func changes() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            if not doc.ИНН then return skip("без ИНН") end
            local имя = text.clean(doc.Наименование)
            return { Наименование = имя, Клиент = true, Комментарий = doc.Комментарий or имя,
              Товары = rows(doc.Товары, function(r)
                return { Сумма = round(r.Цена * r.Количество, 2), Количество = r.Количество }
              end) }
            """)
        let revision = try tree.revision()
        let bench = MappingBench(revision)
        let message = """
            {"source":"ut103","type":"Справочник.Контрагенты","id":"\(TreeFixture.guid)","operation":"upsert","data":
             {"Наименование":"Ромашка","ИНН":"7701","Покупатель":true,"Товары":[{"Цена":2.5,"Количество":4},
              {"Цена":1,"Количество":1}]}}
            """
        // When
        let run = try await bench.run(revision.mappings[0], over: Array(message.utf8), named: "m.json")
        let provenance = try await bench.provenance(of: run)
        // Then
        let sources = Dictionary(uniqueKeysWithValues: provenance.fields.map { ($0.path, $0.sources) })
        #expect(sources["объект.Наименование"] == ["Наименование"])
        #expect(sources["объект.Комментарий"] == ["Комментарий", "Наименование"], "an empty attribute is filled too")
        #expect(sources["объект.Клиент"] == [])
        #expect(sources["объект.Товары.Сумма"] == ["Товары", "Товары.Количество", "Товары.Цена"])
        #expect(sources["объект.Товары.Количество"] == ["Товары", "Товары.Количество"])
        #expect(provenance.deciding.contains("ИНН"))
        let sum = provenance.fields.first { $0.path == "объект.Товары.Сумма" }
        #expect(sum?.places == ["mappings/Контрагенты/to_ut11.lua:9"])
    }

    @Test("is nothing for a message that ends without objects")
    func skipped() async throws {
        let revision = try TreeFixture.mapping("return skip('нет')").revision()
        let bench = MappingBench(revision)
        let message = """
            {"source":"ut103","type":"Справочник.Контрагенты","id":"\(TreeFixture.guid)","operation":"upsert","data":{}}
            """
        let run = try await bench.run(revision.mappings[0], over: Array(message.utf8), named: "m.json")
        #expect(try await bench.provenance(of: run).fields.isEmpty)
    }
}
