import Messages
import Scripts
import Testing

@Suite("What a mapping may leave open")
struct PlaceholderTests {
    @Test("initial stands around a value, a reference or a find; nil stays nil")
    func initial() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            return { Наименование = initial("Ромашка"), Клиент = initial(false), Комментарий = initial(doc.Комментарий),
              Головной = initial(ref("Справочник.Контрагенты", doc.ГоловнойКонтрагент)) }
            """)
        // When
        let result = try await tree.map(Self.head)
        // Then
        let object = try Self.only(result)
        let fields = try JSONReader.read(object.content.utf8)
        #expect(fields["Наименование"] == ["$initial": "Ромашка"])
        #expect(fields["Клиент"] == ["$initial": false])
        #expect(fields["Комментарий"] == nil)
        #expect(fields["Головной"]?["$initial"]?["$ref"]?["type"] == "Справочник.Контрагенты")
        #expect(object.references.count == 1, "an initial reference is waited for like any other")
    }

    @Test("a deferred reference is not waited for; known, it stands as a plain one, unknown its field is left out")
    func deferred() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            return { Наименование = '{"$deferred":', Головной = deferred(ref("Справочник.Контрагенты",
              doc.ГоловнойКонтрагент)) }
            """)
        // When
        let object = try Self.only(try await tree.map(Self.head))
        // Then
        #expect(object.references.isEmpty)
        #expect(object.deferred.map(\.name) == ["Головной"])
        let unknown = object.settled(knowing: { _ in false }, confirming: { _ in false })
        #expect(unknown.content == #"{"Наименование":"{\"$deferred\":"}"#)
        let known = object.settled(knowing: { _ in true }, confirming: { _ in true })
        #expect(known.references == object.deferred)
        #expect(try JSONReader.read(known.content.utf8)["Головной"]?["$ref"]?["name"] == "Головной")
    }

    @Test("posting after others is true once all of them are confirmed, and till then left out")
    func after() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            local голова = ref("Справочник.Контрагенты", doc.ГоловнойКонтрагент)
            return { Наименование = "x", Проведен = after(голова, nil, { ref("Справочник.Партнеры", nil), голова }) }
            """)
        // When
        let object = try Self.only(try await tree.map(Self.head))
        // Then
        #expect(object.references.isEmpty && object.deferred.isEmpty)
        #expect(object.conditions.map(\.name) == ["Головной"])
        let early = object.settled(knowing: { _ in true }, confirming: { _ in false })
        #expect(early.content == #"{"Наименование":"x"}"#)
        let late = object.settled(knowing: { _ in false }, confirming: { _ in true })
        #expect(late.content == #"{"Наименование":"x","Проведен":true}"#)
    }

    @Test("posting after nothing is posting")
    func afterNothing() async throws {
        let tree = TreeFixture.mapping("return { Проведен = after(nil, ref('Справочник.Партнеры', nil), {}) }")
        #expect(try Self.only(try await tree.map(Self.head)).content == #"{"Проведен":true}"#)
    }

    @Test("find takes fields, a name or a GUID, and writes them with sorted names")
    func find() async throws {
        // Given
        let tree = TreeFixture.mapping(
            """
            return { Наименование = "x", Головной = find("Справочник.Партнеры", { Код = 7, Активен = true }),
              Товары = { { Номенклатура = find("Справочник.Номенклатура", "Чайник"),
                СтавкаНДС = find("Справочник.СтавкиНДС", "222A6401-78F2-5BC0-8DB2-A31B2651E178"),
                Упаковка = find("Справочник.Упаковки", nil) } } }
            """)
        // When
        let fields = try JSONReader.read(try await tree.content().utf8)
        // Then
        #expect(
            fields["Головной"] == ["$find": ["key": ["Активен": true, "Код": 7], "type": "Справочник.Партнеры"]])
        let row = try #require(fields["Товары"]?.array?.first)
        #expect(row["Номенклатура"]?["$find"]?["key"] == ["Наименование": "Чайник"])
        #expect(row["СтавкаНДС"] == "222a6401-78f2-5bc0-8db2-a31b2651e178")
        #expect(row["Упаковка"] == ["$empty": true])
    }

    @Test("a slot may be somebody else's object of its own type")
    func shared() async throws {
        // Given
        let tree = Self.slots("партнер = ref('Справочник.Партнеры', doc.ГоловнойКонтрагент)")
        // When
        guard case .objects(let objects) = try await tree.map(Self.head).outcome else { return #expect(Bool(false)) }
        // Then
        #expect(objects[0].isShared && !objects[1].isShared)
        #expect(objects[0].references.map(\.name) == ["Головной"])
        #expect(objects[1].owns == ["партнер"])
    }

    @Test(
        "what makes no sense is an error that says what would",
        arguments: [
            ("Головной = deferred('x')", "deferred(x): x — это ref(…), а не string"),
            ("Головной = find('Справочник.Партнеры', 7)", "find(\"Справочник.Партнеры\", ключ): ключ — таблица"),
            ("Головной = find('Справочник.Партнеры', {})", "в ключе нет ни одного поля"),
            ("Головной = find('Справочник.Склады', 'x')", "поле не хранит ссылок на Справочник.Склады"),
            ("Клиент = deferred(ref('Справочник.Контрагенты', doc.ГоловнойКонтрагент))", "поле не хранит ссылок"),
            ("Проведен = after('x')", "after(…): ждут ref(…), а не string"),
            ("Проведен = after()", "аргумент 1 функции after не хватает"),
            (
                "Клиент = after(ref('Справочник.Контрагенты', doc.ГоловнойКонтрагент))",
                "after(…) — значение реквизита Проведен: ждать подтверждения может только проведение"
            ),
            ("Клиент = initial('да')", "здесь true или false, а пришло string"),
            (
                "Товары = { { Количество = initial(1) } }",
                "Товары[1].Количество: в строке таблицы initial и deferred не бывают: строки пишутся целиком"
            ),
        ])
    func mistakes(_ field: String, _ message: String) async throws {
        let fault = try await TreeFixture.mapping("return { \(field) }").fault(Self.head)
        #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "none")")
    }

    @Test(
        "a slot that is somebody else's must be of its type",
        arguments: [
            (
                "партнер = ref('Справочник.Контрагенты', doc.ГоловнойКонтрагент)",
                "слот «партнер» — это Справочник.Партнеры"
            ),
            ("партнер = empty", "слот «партнер» — таблица полей или ref(\"Справочник.Партнеры\", …)"),
        ])
    func strangers(_ slot: String, _ message: String) async throws {
        let fault = try await Self.slots(slot).fault(Self.head)
        #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "none")")
    }

    @Test(
        "share splits to the kopeck, and nothing is lost",
        arguments: [
            ("share(100, {1, 1, 1})", ["33.33", "33.34", "33.33"]), ("share(dec '0.01', {1, 1})", ["0", "0.01"]),
            ("share(dec '-10', {1, 3})", ["-2.5", "-7.5"]), ("share(10, {0, 5, 0})", ["0", "10", "0"]),
            ("share(7, {1, 1}, 0)", ["4", "3"]), ("share(0, {0, 0})", ["0", "0"]),
        ])
    func shares(_ call: String, _ parts: [String]) async throws {
        let tree = TreeFixture.mapping(
            "local t = \(call); local s = '' for i, v in ipairs(t) do s = s .. tostring(v) .. ' ' end "
                + "return { Комментарий = s }")
        let text = try JSONReader.read(try await tree.content().utf8)["Комментарий"]?.string
        #expect(text?.split(separator: " ").map(String.init) == parts)
    }

    @Test("share has something to share by, and no weight is below zero")
    func shareMistakes() async throws {
        #expect(
            try await TreeFixture.mapping("share(1, {0})").fault()?.message.contains("делить не на что") == true)
        #expect(
            try await TreeFixture.mapping("share(1, {1, -1})").fault()?.message.contains("вес 2 отрицательный") == true)
    }

    @Test(
        "a number under a prefix: zeros give way, other digits never do",
        arguments: [
            ("'БН000004711', 'УТ'", "УТБН0004711"), ("'00000000012', 'ИМ'", "ИМ000000012"),
            ("'7', 'ИМ'", "ИМ000000007"), (" '  12 ', 'А', 5", "А0012"), ("'БН12', '', 4", "БН12"),
        ])
    func prefixed(_ arguments: String, _ number: String) async throws {
        let tree = TreeFixture.mapping("return { Комментарий = number.prefixed(\(arguments)) }")
        #expect(try JSONReader.read(try await tree.content().utf8)["Комментарий"]?.string == number)
    }

    @Test("a number that does not fit under its prefix is an error")
    func prefixTooLong() async throws {
        let fault = try await TreeFixture.mapping("number.prefixed('12345678901', 'УТ')").fault()
        #expect(fault?.message == "номер «12345678901» с префиксом «УТ» длиннее 11 знаков")
    }

    private static let head = """
        {"ГоловнойКонтрагент":{"ref":"20e1b7c4-52d1-11ed-9d3a-00155d0a0001","type":"Справочник.Контрагенты",
         "name":"Головной"}}
        """

    private static func only(_ result: MappingResult) throws -> MappedObject {
        guard case .objects(let objects) = result.outcome, objects.count == 1 else {
            throw Problem(.notFound, "no single object: \(result.outcome)")
        }
        return objects[0]
    }

    /// A mapping with two slots, the first of them as given.
    private static func slots(_ first: String) -> TreeFixture {
        TreeFixture([
            "mappings/Контрагенты/to_ut11.lua": """
            return {
              api_level = 1, from = "ut103.Справочник.Контрагенты",
              to = { партнер = "ut11.Справочник.Партнеры", контрагент = "ut11.Справочник.Контрагенты" },
              map = function(doc, ctx)
                return { \(first), контрагент = { Наименование = "x", Партнер = own("партнер") } }
              end,
            }
            """
        ])
    }
}
