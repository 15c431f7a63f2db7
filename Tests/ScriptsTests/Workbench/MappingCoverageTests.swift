import Scripts
import Testing

@Suite("What samples show of a mapping")
struct MappingCoverageTests {
    private static let body = """
            if doc.Комментарий == "нет" then
              return skip("не нужен")
            end
            if doc.Комментарий == "плохо" then reject("плохой") end
            local вид = вид(doc) or unmatched("ЮрФизЛицо", doc.ЮрФизЛицо)
            local имя = doc.Наименование
            if doc.Покупатель then
              имя = имя .. "!"
            end
            return { Наименование = имя, Комментарий = empty, Вид = вид,
              Товары = rows(doc.Товары, function(r)
                return { Количество = r.Количество }
              end) }
        """
    private static let head = """
        local function вид(doc)
          return doc.ЮрФизЛицо == "ЮрЛицо" and "Компания"
        end
        local function лишняя()
          return 1
        end
        """

    private func coverage(_ samples: [String: String]) async throws -> MappingCoverage {
        var tree = TreeFixture.mapping(Self.body, head: Self.head)
        for (name, data) in samples {
            tree.files["mappings/Контрагенты/samples/\(name).json"] = """
                {"source":"ut103","type":"Справочник.Контрагенты","id":"\(TreeFixture.guid)","operation":"upsert",
                 "data":\(data)}
                """
        }
        let revision = try tree.revision()
        return await MappingCoverage(of: revision.mappings[0], revision)
    }

    @Test("which target fields are filled, only cleared, never written, of the object and of its rows")
    func fields() async throws {
        let coverage = try await coverage([
            "обычный": #"{"Наименование":"А","ЮрФизЛицо":"ЮрЛицо","Товары":[{"Количество":2}]}"#
        ])
        #expect(coverage.fields.map(\.scope) == ["объект", "объект.Товары"])
        #expect(coverage.fields[0].filled.sorted() == ["Вид", "Наименование"])
        #expect(coverage.fields[0].cleared == ["Комментарий"])
        #expect(coverage.fields[0].unwritten == ["Головной", "Дата", "Клиент", "Лимит"])
        #expect(coverage.fields[1].filled == ["Количество"])
        #expect(coverage.read.sorted() == ["Наименование", "Товары", "Товары.Количество", "ЮрФизЛицо"])
        #expect(coverage.unfilled.contains("Покупатель") && !coverage.unfilled.contains("Наименование"))
    }

    @Test("how samples ended, and which skip, unmatched and reject nobody met")
    func endings() async throws {
        let coverage = try await coverage([
            "обычный": #"{"Наименование":"А","ЮрФизЛицо":"ЮрЛицо"}"#, "лишний": #"{"Комментарий":"нет"}"#,
            "неясный": #"{"Наименование":"А"}"#,
        ])
        #expect(Set(coverage.endings.map(\.word)) == ["objects", "skip", "unmatched"])
        #expect(coverage.endings.first { $0.word == "skip" }?.text == "не нужен")
        #expect(coverage.unmet == ["13: reject(«плохой»)"])
    }

    @Test("which lines no sample ran, and which functions nobody called; the ends of blocks do not count")
    func lines() async throws {
        let coverage = try await coverage(["обычный": #"{"Наименование":"А","ЮрФизЛицо":"ЮрЛицо"}"#])
        let lines = try #require(coverage.lines)
        #expect(lines.missed == [11...11, 17...17])
        #expect(lines.uncalled == [4...6, 20...22])
        let whole = try await self.coverage([
            "обычный": #"{"Наименование":"А","ЮрФизЛицо":"ЮрЛицо","Покупатель":true,"Товары":[{"Количество":2}]}"#,
            "лишний": #"{"Комментарий":"нет"}"#,
        ])
        #expect(whole.lines?.missed == [] && whole.lines?.uncalled == [4...6])
        #expect(whole.lines.map { $0.ran == $0.total } == true)
    }
}
