import Messages
import Testing

@testable import Scripts

@Suite("Personal data in captured samples")
struct SampleMaskTests {
    private static let sample = """
        {"source":"ut103","type":"Справочник.Контрагенты","id":"90e1b7c4-52d1-11ed-9d3a-00155d0a0001","version":"7",
        "operation":"upsert","presentation":"Иванов Пётр Сергеевич",
        "data":{
          "Ссылка":{"ref":"90e1b7c4-52d1-11ed-9d3a-00155d0a0001","type":"Справочник.Контрагенты",
            "name":"Иванов Пётр Сергеевич"},
          "Код":"000000101","Наименование":"Иванов Пётр Сергеевич","ЮрФизЛицо":"ФизЛицо","ИНН":"500100732259",
          "КПП":"","Телефон":"8 (916) 123-45-67","Комментарий":"ivanov.p@mail.ru, моб. +79161234567; код 00155",
          "ДокументУдостоверяющийЛичность":"паспорт 45 10 123456","АдресДоставки":"Москва, ул. Мира, д. 5",
          "Сумма":1500.50,"Покупатель":true,
          "Менеджер":{"ref":"80e1b7c4-52d1-11ed-9d3a-00155d0a0001","type":"Справочник.Пользователи",
            "name":"Сидорова А."},
          "КонтактнаяИнформация":[{"Тип":"Адрес","Вид":"Фактический","Представление":"Тула, Мира 1"}]},
        "needs":[{"type":"Справочник.Контрагенты","id":"90e1b7c4-52d1-11ed-9d3a-00155d0a0002","version":"1",
          "presentation":"ООО Ромашка","data":{"Наименование":"ООО Ромашка","ИНН":"7707083893",
          "Комментарий":"для Иванов Пётр Сергеевич"}}]}
        """

    @Test("what tells a person is replaced by the same shape, the same everywhere, and the rest stays")
    func masks() throws {
        // When
        let mask = SampleMask(try JSONReader.read(Self.sample.utf8))
        let data = try #require(mask.sample["data"])
        // Then
        #expect(
            mask.paths == [
                "data.АдресДоставки", "data.ДокументУдостоверяющийЛичность", "data.ИНН", "data.Комментарий",
                "data.КонтактнаяИнформация.Представление", "data.Менеджер.name", "data.Наименование",
                "data.Ссылка.name", "data.Телефон", "needs.data.Комментарий", "presentation",
            ])
        let name = try #require(data["Наименование"]?.string)
        #expect(name != "Иванов Пётр Сергеевич" && name.split(separator: " ").map(\.count) == [6, 4, 9])
        #expect(data["Ссылка"]?["name"]?.string == name && mask.sample["presentation"]?.string == name)
        let needed = mask.sample["needs"]?.array?.first
        #expect(needed?["data"]?["Комментарий"]?.string == "для \(name)")
        let number = try #require(data["ИНН"]?.string)
        #expect(number != "500100732259" && TaxNumber.isPerson(number))
        for (field, value) in [("Код", "000000101"), ("КПП", ""), ("ЮрФизЛицо", "ФизЛицо")] {
            #expect(data[field]?.string == value)
        }
        #expect(data["Сумма"] == .number("1500.50") && data["Покупатель"] == true)
        #expect(needed?["data"]?["ИНН"] == "7707083893" && needed?["presentation"] == "ООО Ромашка")
        #expect(data["КонтактнаяИнформация"]?.array?.first?["Вид"] == "Фактический")
    }

    @Test("a telephone is the same one however it is written; an address of mail keeps its form")
    func shapes() throws {
        let data = try #require(SampleMask(try JSONReader.read(Self.sample.utf8)).sample["data"])
        let telephone = try #require(data["Телефон"]?.string)
        let comment = try #require(data["Комментарий"]?.string)
        let digits = telephone.filter(\.isASCIIDigit)
        #expect(telephone.hasPrefix("8 (") && digits.count == 11 && !telephone.contains("916"))
        #expect(comment.contains("+7\(digits.dropFirst())"), "\(telephone); \(comment)")
        #expect(comment.hasSuffix("; код 00155") && comment.contains(".ru, моб. ") && !comment.contains("ivanov"))
        let passport = try #require(data["ДокументУдостоверяющийЛичность"]?.string)
        #expect(passport.split(separator: " ").map(\.count) == [7, 2, 2, 6] && !passport.contains("123456"))
    }

    @Test("the same sample gives the same masked one; another sample masks the same name otherwise")
    func deterministic() throws {
        let tree = try JSONReader.read(Self.sample.utf8)
        let other = try JSONReader.read(Self.sample.replacing("000000101", with: "000000102").utf8)
        #expect(SampleMask(tree).sample == SampleMask(tree).sample)
        #expect(SampleMask(tree).sample["presentation"] != SampleMask(other).sample["presentation"])
    }

    @Test(
        "what looks like personal data is found in any text, and what does not is left alone",
        arguments: [
            ("Ёлкина Анна Ивановна", true), ("Анна Ивановна Ёлкина", true), ("ИП Кузнецов Илья Львович", true),
            ("Попов Иван Ильич 24", true), ("тел: 89161234567", true), ("9161234567", true), ("a@b.ru", true),
            ("500100732259", true),
            ("ООО Ромашка", false), ("7707083893", false), ("Заказ 00000012345", false), ("4600000000015", false),
            ("2026-11-27T09:31:07", false), ("Москва Великая Отечественная", false),
            ("90e1b7c4-52d1-11ed-9d3a-00155d0a0001", false), ("А89161234567", false),
        ])
    func recognised(_ text: String, _ isPersonal: Bool) {
        #expect(TextSearch(text).found.isEmpty != isPersonal, "\(text)")
    }
}
