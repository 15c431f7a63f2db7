import Messages
import Scripts
import Testing

@Suite("One run changes nothing for the next one")
struct IsolationTests {
    @Test("what a file keeps in its own variables is gone with the run")
    func fileVariables() async throws {
        // Given
        let tree = TreeFixture.mapping(
            "счётчик = счётчик + 1 return { Лимит = счётчик }", head: "local счётчик = 0")
        let revision = try tree.revision()
        let pool = ScriptPool(workers: 1)
        // When
        var contents: [MappingOutcome] = []
        for _ in 0..<3 {
            let result = try await pool.map(
                revision.mappings[0], of: revision, message: TreeFixture.input("{}"), now: Instant(milliseconds: 0))
            contents.append(result.outcome)
        }
        // Then
        guard case .objects(let objects) = contents[2] else { return #expect(Bool(false)) }
        #expect(objects.map(\.content) == [#"{"Лимит":1}"#])
        #expect(Set(contents).count == 1)
    }

    @Test("a module of lib is loaded anew for each run, and once within a run")
    func modules() async throws {
        // Given
        var tree = TreeFixture.mapping(
            "local a, b = require 'счёт', require 'счёт' a.дальше() return { Лимит = b.дальше() }")
        tree.files["mappings/lib/счёт.lua"] =
            "local м = { n = 0 } function м.дальше() м.n = м.n + 1 return м.n end return м"
        let revision = try tree.revision()
        let pool = ScriptPool(workers: 1)
        // When
        for _ in 0..<3 {
            let result = try await pool.map(
                revision.mappings[0], of: revision, message: TreeFixture.input("{}"), now: Instant(milliseconds: 0))
            // Then
            guard case .objects(let objects) = result.outcome else { return #expect(Bool(false)) }
            #expect(objects.map(\.content) == [#"{"Лимит":2}"#])
        }
    }

    @Test("a fault in one run leaves nothing behind")
    func afterFault() async throws {
        // Given
        let tree = TreeFixture.mapping(
            "if doc.Комментарий then local t = setmetatable({}, { __index = error }) return t.x end "
                + "return { Наименование = string.rep('я', 2) }")
        let pool = ScriptPool(workers: 1)
        // When
        await #expect(throws: ScriptFault.self) { try await tree.map(#"{"Комментарий":"x"}"#, on: pool) }
        let result = try await tree.map("{}", on: pool)
        // Then
        guard case .objects(let objects) = result.outcome else { return #expect(Bool(false)) }
        #expect(objects.map(\.content) == [#"{"Наименование":"яя"}"#])
    }

    @Test("pairs walks in the same order on every state, and texts of tables hold no addresses")
    func sameOrder() async throws {
        // Given
        let body = """
            local t = {} for i = 1, 50 do t["к" .. i] = i end
            local s = {} for k in pairs(t) do s[#s + 1] = k end
            return { Комментарий = table.concat(s, ",") .. tostring(t) .. tostring(print == nil) }
            """.replacing("tostring(print == nil)", with: "tostring(s)")
        // When
        var seen = Set<String>()
        for _ in 0..<4 { seen.insert(try await TreeFixture.mapping(body).content()) }
        // Then
        #expect(seen.count == 1)
        #expect(seen.first?.contains("0x") == false)
    }
}
