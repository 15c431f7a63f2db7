import Foundation
import Messages
import Scripts

/// The sale's mapping in the product's host, on one core.
struct HostMapping {
    let revision: Revision
    let mapping: Mapping
    let input: MappingInput
    private let pool = ScriptPool(workers: 1)

    init(_ setting: Setting) throws {
        revision = try Revision(files: TreeFiles(readingFrom: setting.tree))
        let message = try JSONReader.read(setting.body.message(id: SaleBody.id(series: 0, 0)).utf8)
        guard let type = message["type"]?.string, let id = message["id"]?.string, let data = message["data"],
            let mapping = revision.mappings(from: "ut103", type: type).first
        else { throw BenchFault("the sale is not a message with a mapping") }
        self.mapping = mapping
        input = MappingInput(
            key: ObjectKey(system: "ut103", type: type, id: id), operation: .upsert, presentation: nil,
            data: data.bytes(sortingKeys: false))
    }

    /// What the mapping makes of the sale, as text.
    func answer() async throws -> JSON {
        let result = try await pool.map(mapping, of: revision, message: input, now: Instant.current())
        guard case .objects(let objects) = result.outcome, let object = objects.first, objects.count == 1 else {
            throw BenchFault("the sale does not come to one object: \(result.outcome)")
        }
        return try JSONReader.read(object.content.utf8)
    }

    /// Messages a second of this process' time on a core.
    func perSecond(seconds: Int) async throws -> Double {
        let start = CPUTime.seconds
        var count = 0
        while CPUTime.seconds < start + Double(seconds) {
            for _ in 0..<50 {
                _ = try await pool.map(mapping, of: revision, message: input, now: Instant.current())
            }
            count += 50
        }
        return Double(count) / (CPUTime.seconds - start)
    }
}
