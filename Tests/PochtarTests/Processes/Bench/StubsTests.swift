import Foundation
import Testing

@Suite("pochtar lsp-stubs", .timeLimit(.minutes(10)))
struct StubsTests {
    @Test("describes the contracts and the language; a check then asks for it again when a contract changes")
    func cycle() async throws {
        // Given
        let folder = try TemporaryFolder()
        let tree = try House.copy(into: folder)
        try? FileManager.default.removeItem(at: tree.appending(path: "mappings/.meta"))
        let bare = try await PochtarProcess.run(["check", "--tree", tree.path])
        #expect(bare.code == 0, "\(bare.output)")
        // When
        let made = try await PochtarProcess.run(["lsp-stubs", "--tree", tree.path])
        // Then
        #expect(made.code == 0 && made.output.contains("mappings/.meta/ut103.lua: обновлён"), "\(made.error)")
        #expect(made.output.contains(".luarc.json: обновлён"))
        let fresh = try await PochtarProcess.run(["check", "--tree", tree.path])
        #expect(fresh.output == bare.output, "the revision and its findings are the same")
        // When
        try House.add("  Справочник.Планеты: { title: Планеты }\n", to: "ut103", of: tree)
        let stale = try await PochtarProcess.run(["check", "--tree", tree.path])
        // Then
        #expect(stale.code == 1)
        #expect(
            stale.output.contains(
                "mappings/.meta/ut103.lua:1: описание для редактора разошлось с контрактами: "
                    + "обновите его командой pochtar lsp-stubs"))
        // When
        let again = try await PochtarProcess.run(["lsp-stubs", "--tree", tree.path])
        #expect(again.output == "mappings/.meta/ut103.lua: обновлён\n")
        #expect(try await PochtarProcess.run(["check", "--tree", tree.path]).code == 0)
        #expect(try await PochtarProcess.run(["lsp-stubs", "--tree", tree.path]).output.contains("уже свежие"))
    }
}
