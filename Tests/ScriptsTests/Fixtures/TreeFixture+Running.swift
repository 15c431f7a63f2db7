import Foundation
import Messages
import Scripts

extension TreeFixture {
    static let guid = "10e1b7c4-52d1-11ed-9d3a-00155d0a0001"

    /// A message about one Контрагент.
    static func input(_ data: String) -> MappingInput {
        MappingInput(
            key: ObjectKey(system: "ut103", type: "Справочник.Контрагенты", id: guid), operation: .upsert,
            presentation: "ООО Ромашка", data: Array(data.utf8))
    }

    /// Maps a message with the only mapping of the tree.
    func map(_ data: String = "{}", on pool: ScriptPool = ScriptPool(workers: 1, zone: .gmt)) async throws
        -> MappingResult
    {
        let revision = try revision()
        return try await pool.map(
            revision.mappings[0], of: revision, message: Self.input(data), now: Instant(milliseconds: 0))
    }

    /// The content of the only object of the answer.
    func content(_ data: String = "{}") async throws -> String {
        guard case .objects(let objects) = try await map(data).outcome, let object = objects.first else { return "" }
        return object.content
    }

    /// The fault of mapping a message.
    func fault(_ data: String = "{}") async throws -> ScriptFault? {
        do {
            _ = try await map(data)
            return nil
        } catch let fault as ScriptFault {
            return fault
        }
    }

    /// Calls `start` of the only plugin of the tree.
    func call(_ arguments: JSON..., on pool: ScriptPool = ScriptPool(workers: 1)) async throws -> JSON {
        let revision = try revision()
        guard let plugin = revision.plugins["try"] else { return .null }
        return try await pool.call(plugin, of: revision, function: "start", arguments)
    }

    /// What is wrong with the tree, as it is told.
    var refusals: [String] {
        do {
            _ = try revision()
            return []
        } catch let refused as TreeRefused {
            return refused.findings.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }
}
