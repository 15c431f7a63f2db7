import Foundation
import Messages
import Scripts
import Testing

@Suite("A revision")
struct RevisionTests {
    @Test("is named by its content, whatever the spelling of й in paths")
    func name() throws {
        let one = TreeFiles(files: ["mappings/Мой.lua": [1], "policies/a": [2]])
        #expect(one.revision == TreeFiles(files: ["policies/a": [2], "mappings/Мои\u{306}.lua": [1]]).revision)
        #expect(one.revision != TreeFiles(files: ["mappings/Мой.lua": [1, 2], "policies/a": []]).revision)
        #expect(one.revision.text.count == 12)
    }

    @Test("knows its mappings, plugins, contracts, tables and plan")
    func parts() throws {
        // Given
        let revision = try Revision(files: try TreeFiles(readingFrom: TreeFixture.shipped))
        // Then
        let mapping = try #require(revision.mappings(from: "ut103", type: "Справочник.Контрагенты").first)
        #expect(mapping.target == "ut11")
        #expect(
            mapping.slots == [
                Slot(name: "партнер", type: "Справочник.Партнеры"),
                Slot(name: "контрагент", type: "Справочник.Контрагенты"),
            ])
        #expect(revision.mappings(from: "ut103", type: "Справочник.Нет").isEmpty)
        let plugin = try #require(revision.plugins["ut11"])
        #expect(plugin.target == "ut11" && plugin.kind == .connector)
        #expect(plugin.settings["password"]?["$secret"]?.string == "password")
        #expect(plugin.authorization == .basic(login: "login", password: "password"))
        #expect(revision.contracts["ut11"]?.types["Справочник.Партнеры"]?.fields["Наименование"]?.isRequired == true)
        #expect(revision.contracts["ut103"]?.types["Документ.РеализацияТоваровУслуг"]?.tables["Товары"] != nil)
        #expect(revision.tables["лица"]?["ЮрЛицо"]?["Партнер"]?.string == "Компания")
        #expect(revision.retry.schedule == [.minutes(1), .minutes(5), .minutes(15), .hours(1), .hours(3), .hours(12)])
        #expect(revision.retry.jitter == 0.2 && revision.retry.breakerShare == 0.5)
        #expect(revision.retry.lease == .seconds(45) && revision.retry.requestTimeout == .seconds(10))
    }

    @Test("compiles and reads what files declare without calling map")
    func runsNoHandler() throws {
        #expect(try TreeFixture.mapping("while true do end").revision().mappings.count == 1)
    }

    @Test("is refused for a file that does not end, with its limit named")
    func endlessFile() {
        let refusals = TreeFixture.mapping("return {}", head: "while true do end").refusals
        #expect(refusals.count == 1)
        #expect(refusals[0].hasPrefix("mappings/Контрагенты/to_ut11.lua:1: сработал предел «инструкции»"))
    }

    @Test(
        "is refused for a wrong declaration, at the wrong word",
        arguments: [
            ("api_level = 1,", "api_level = 2,", "3:3: api_level: эта версия понимает 1"),
            ("api_level = 1,", "api_level = 1, fron = 1,", "3:18: неизвестный ключ «fron»; может быть, «from»?"),
            (
                "api_level = 1,", "api_level = 1, needs = { 'x' },",
                "needs: «x»: реквизита «x» нет у Справочник.Контрагенты"
            ),
            ("api_level = 1,", "api_level = 1, match = {},", "match: нужен список групп полей"),
            (
                "api_level = 1,", "api_level = 1, match = { { 'Наименование', 'Имя' } },",
                "match: реквизита «Имя» нет у Справочник.Партнеры"
            ),
            (
                "api_level = 1,", "api_level = 1, match = { { 'Головной' } },",
                "match: «Головной» хранит ссылки разных типов, по нему не найти"
            ),
            (
                "api_level = 1,", "api_level = 1, distinct = { 'ИНН' },",
                "distinct: у «объект» нет match, сличать нечего"
            ),
            (
                "api_level = 1,", "api_level = 1, match = { { 'Наименование' } }, distinct = 'Наименование',",
                "distinct: нужен список полей { \"ИНН\", \"КПП\" }"
            ),
            (
                "api_level = 1,", "api_level = 1, match = { { 'Наименование' } }, distinct = { 'Имя' },",
                "distinct: реквизита «Имя» нет у Справочник.Партнеры"
            ),
            (
                "api_level = 1,", "api_level = 1, ignore = { \"ИМН\" },",
                "3:29: ignore: реквизита «ИМН» нет у Справочник.Контрагенты; может быть, «ИНН»?"
            ),
            (
                "ut103.Справочник.Контрагенты", "ut103.Справочник.Контрагент",
                "3:25: типа «Справочник.Контрагент» нет в контракте ut103; может быть, «Справочник.Контрагенты»?"
            ),
            ("ut11.Справочник.Партнеры", "Партнеры", "нужно имя типа с системой"),
            (
                "\"ut11.Справочник.Партнеры\"",
                "{ а = \"ut11.Справочник.Партнеры\", б = \"ut103.Справочник.Контрагенты\" }", "слоты разных систем"
            ),
            ("map = function", "mаp = function", "неизвестный ключ"),
            ("map = function", "to2 = function", "map: нужна функция"),
            ("return {", "return 5, {", "файл должен вернуть таблицу"),
            ("return {", "local м = require 'нету' return {", "модуля «нету» нет в mappings/lib"),
        ])
    func wrongDeclaration(_ old: String, _ new: String, _ complaint: String) {
        var tree = TreeFixture.mapping("return {}")
        tree.files["mappings/Контрагенты/to_ut11.lua"]?.replace(old, with: new)
        #expect(tree.refusals.contains { $0.contains(complaint) }, "\(tree.refusals)")
    }

    @Test(
        "is refused for a wrong file, at its line and column",
        arguments: [
            (
                "policies/retry.yaml", TreeFixture.retry.replacing("lease: 45s", with: "lease: 20s"),
                "policies/retry.yaml:8:8: lease: должно быть больше"
            ),
            (
                "policies/retry.yaml", TreeFixture.retry.replacing("jitter: 20 %", with: "jitter: 20"),
                "policies/retry.yaml:2:9: "
            ),
            (
                "policies/retry.yaml", TreeFixture.retry + "\nlimit: 5",
                "policies/retry.yaml:10:1: неизвестный ключ «limit»"
            ),
            (
                "mappings/contracts/b24.yaml",
                "system: b24\ntypes:\n  Сделка:\n    fields:\n      Имя: { type: text }\n",
                "mappings/contracts/b24.yaml:5:20: "
            ),
            (
                "mappings/contracts/b24.yaml",
                "system: b24\ntypes:\n  Сделка:\n    identity: [Номер]\n    fields: {}\n",
                "b24.yaml:4:15: реквизита «Номер» среди fields нет"
            ),
            (
                "mappings/contracts/ещё.yaml", "system: ut11\ntypes:\n  Справочник.Партнеры: { title: Ещё }\n",
                "тип «Справочник.Партнеры» системы «ut11» уже описан в mappings/contracts/ut11.yaml"
            ),
            ("mappings/tables/x.yaml", "а: 1\nб:\n", "mappings/tables/x.yaml:2:"),
            (
                "plugins/try/plugin.yaml", "name: try\nkind: connector\ntarget: ut11\nversion: 1\ntitle: Проба\n",
                "plugins/try/plugin.yaml:1: рядом нет handler.lua"
            ),
            ("plugins/try/handler.lua", "return {}", "plugins/try/handler.lua:1: рядом нет plugin.yaml"),
            ("mappings/Контрагенты/другой.lua", "return {}", "этот файл никто не запустит"),
            ("mappings/lib/х.lua", "local = 1", "mappings/lib/х.lua:1:7: "),
        ])
    func wrongFile(_ path: String, _ content: String, _ complaint: String) {
        let tree = TreeFixture([path: content])
        #expect(tree.refusals.contains { $0.contains(complaint) }, "\(tree.refusals)")
    }

    @Test("two mappings for one source type and target are one too many")
    func doubles() {
        var tree = TreeFixture.mapping("return {}")
        tree.files["mappings/Копия/to_ut11.lua"] = TreeFixture.source(of: "return {}", head: "")
        #expect(tree.refusals.contains { $0.contains("такой маппинг уже есть") })
    }

    @Test("many messages at once are served by few states, each with its own answer")
    func concurrency() async throws {
        // Given
        let revision = try TreeFixture.mapping("return { Лимит = doc.Лимит * 2 }").revision()
        let pool = ScriptPool(workers: 2)
        // When
        let answers = try await withThrowingTaskGroup(of: (Int, MappingOutcome).self) { group in
            for number in 0..<200 {
                group.addTask {
                    let input = TreeFixture.input("{\"Лимит\":\(number)}")
                    let result = try await pool.map(
                        revision.mappings[0], of: revision, message: input, now: Instant(milliseconds: 0))
                    return (number, result.outcome)
                }
            }
            return try await group.reduce(into: [Int: MappingOutcome]()) { $0[$1.0] = $1.1 }
        }
        // Then
        for (number, outcome) in answers {
            guard case .objects(let objects) = outcome else { return #expect(Bool(false)) }
            #expect(objects[0].content == "{\"Лимит\":\(number * 2)}")
        }
        #expect(answers.count == 200)
    }

    @Test("a function that a plugin does not have is missing")
    func missingFunction() async throws {
        let revision = try TreeFixture.plugin("return 1").revision()
        let fault = await #expect(throws: ScriptFault.self) {
            try await ScriptPool(workers: 1).call(
                try #require(revision.plugins["try"]), of: revision, function: "finish", [])
        }
        #expect(fault?.kind == .missing && fault?.file == "plugins/try/handler.lua")
    }
}
