import Foundation
import Messages
import Scripts
import Testing

@Suite("Hostile scripts")
struct HostileScriptTests {
    @Test(
        "each is stopped with its limit named, gives its memory back, and the next message is served",
        arguments: HostileScript.endless + HostileScript.greedy + HostileScript.deep + HostileScript.patterns)
    func isStopped(_ script: HostileScript) async throws {
        // Given one worker for all
        let pool = ScriptPool(workers: 1)
        // When
        let fault = await fault(of: script, on: pool)
        // Then
        #expect(fault?.kind == (script.limit.map(ScriptFault.Kind.limit) ?? .failed), "\(fault?.message ?? "no fault")")
        #expect(fault?.file == "mappings/Контрагенты/to_ut11.lua")
        let result = try await TreeFixture.mapping("return { Наименование = doc.Наименование }")
            .map(#"{"Наименование":"Ромашка"}"#, on: pool)
        #expect(result.outcome != .objects([]))
        #expect(await pool.usedMemory().allSatisfy { $0 < 1 << 20 })
    }

    @Test("what scripts must not have is an error in Russian that names it", arguments: HostileScript.forbidden)
    func isForbidden(_ script: HostileScript) async throws {
        // Given
        let pool = ScriptPool(workers: 1)
        // When
        let fault = await fault(of: script, on: pool)
        // Then
        #expect(fault?.kind == .failed)
        #expect(fault?.message.contains { ("а"..."я").contains($0) } == true, "\(fault?.message ?? "no fault")")
        #expect(fault?.line == 5, "\(fault?.description ?? "no fault")")
    }

    @Test("skip, unmatched and reject end the run even inside pcall and helpers")
    func endsTheRun() async throws {
        // Given
        let tree = TreeFixture.mapping(
            "pcall(function() rows({ 1 }, function() skip('не наш') end) end) return { Наименование = 'x' }")
        // When
        let result = try await tree.map()
        // Then
        #expect(result.outcome == .skip("не наш"))
    }

    @Test("the memory of many runs on one worker does not grow")
    func doesNotGrow() async throws {
        // Given
        let pool = ScriptPool(workers: 1)
        let tree = TreeFixture.mapping(
            "local t = {} for i = 1, 2000 do t[i] = { i .. 'x' } end return { Наименование = 'x' }")
        let revision = try tree.revision()
        // When
        for _ in 0..<300 {
            _ = try await pool.map(
                revision.mappings[0], of: revision, message: TreeFixture.input("{}"), now: Instant(milliseconds: 0))
        }
        // Then
        #expect(await pool.usedMemory().allSatisfy { $0 < 4 << 20 })
    }

    private func fault(of script: HostileScript, on pool: ScriptPool) async -> ScriptFault? {
        do {
            _ = try await TreeFixture.mapping(script.body).map("{}", on: pool)
            return nil
        } catch {
            return error as? ScriptFault
        }
    }
}
