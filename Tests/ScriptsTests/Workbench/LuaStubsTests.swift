import Foundation
import Scripts
import Testing

@Suite("Descriptions for an editor")
struct LuaStubsTests {
    private let tree = TreeFixture.mapping("return { Наименование = doc.Наименование }").tree

    @Test("say of a source what a mapping reads: references by the class of their object, rows by their own")
    func source() throws {
        let text = try #require(try LuaStubs(tree).files["mappings/.meta/ut103.lua"])
        for line in [
            "---@meta", "---@class ut103.Справочник.Контрагенты : Ссылка", "---@field ИНН? string # до 12",
            "---@field Сделка? ut103.Документ.ЗаказПокупателя|ut103.Документ.Заявка # "
                + "Документ.ЗаказПокупателя, Документ.Заявка",
            "---@field ЮрФизЛицо? \"ЮрЛицо\"|\"ФизЛицо\"", "---@field Лимит? number # (15, 2)",
            "---@field Товары? ut103.Справочник.Контрагенты.Товары[]",
            "---@class ut103.Справочник.Контрагенты.Товары", "---@class ut103.Документ.Заявка : Ссылка",
        ] {
            #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
        }
    }

    @Test("say of a target what may be written, values that the postman fills in among it")
    func target() throws {
        let text = try #require(try LuaStubs(tree).files["mappings/.meta/ut11.lua"])
        for line in [
            "---@class ut11.Справочник.Партнеры", "---@field Наименование? string|Пометка # приёмник требует; до 20",
            "---@field Вид? \"Компания\"|\"ЧастноеЛицо\"|Пометка",
        ] {
            #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
        }
        #expect(!text.contains(": Ссылка"))
    }

    @Test("have every word of the language that a mapping may say")
    func language() throws {
        let text = try #require(try LuaStubs(tree).files["mappings/.meta/language.lua"])
        for word in [
            "ref", "own", "deferred", "find", "initial", "skip", "unmatched", "reject", "only", "type_of", "raw",
            "rows", "each", "group", "join", "append", "merge", "extra", "trace",
            "dec", "round", "div", "share", "inn", "kpp", "phone", "number.prefixed", "text.upper",
            "text.lower", "text.left", "text.sub", "text.len", "text.clean", "text.normalize",
        ] {
            #expect(text.contains("function \(word)("), "\(word)")
        }
        #expect(text.contains("empty = nil"))
    }

    @Test("name what scripts have, no more and no less: the environment itself is asked")
    func vocabulary() async throws {
        let text = try #require(try LuaStubs(tree).files["mappings/.meta/language.lua"])
        #expect(!text.contains("Описания ещё нет"), "\(text.suffix(300))")
        let names = text.matches(of: /(?m)^(?:function )?([a-z_.]+)(?:\(| =)/).map { String($0.1) }
        #expect(names.count > 30)
        let asked = names.map { "assert(\($0) ~= nil, '\($0)')" }.joined(separator: "\n")
        let fault = try await TreeFixture.mapping("\(asked)\nreturn { Наименование = 'x' }").fault()
        #expect(fault == nil, "\(fault?.message ?? "")")
    }

    @Test("are no part of the tree: no revision changes with them, and nobody runs them")
    func apart() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "pochtar-stubs-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, bytes) in tree.files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let before = try Revision(files: try TreeFiles(readingFrom: root))
        let stubs = try LuaStubs(before.files)
        #expect(stubs.findings(under: root).isEmpty, "a tree without the folder is not asked for it")
        // When
        #expect(try stubs.write(under: root).count == 4)
        try Data("мусор".utf8).write(to: root.appending(path: "mappings/.meta/ut99.lua"))
        // Then
        #expect(try Revision(files: try TreeFiles(readingFrom: root)).id == before.id)
        #expect(stubs.findings(under: root).map(\.file) == ["mappings/.meta/ut99.lua"])
        #expect(try stubs.write(under: root) == ["mappings/.meta/ut99.lua"])
        #expect(stubs.findings(under: root).isEmpty)
    }
}
