import Foundation
import Messages
import Scripts

/// The mapping of a shipped sample on one core, and plain Lua reading and writing the same bytes.
struct MappingRun {
    let tree: String

    private func sample() throws -> (bytes: [UInt8], message: JSON) {
        let file = URL(filePath: tree).appending(path: "mappings/РеализацияТоваровУслуг/samples/полная.json")
        let bytes = Array(try Data(contentsOf: file))
        return (bytes, try JSONReader.read(bytes))
    }

    /// How many of the sample's messages the host maps in a second.
    func perSecond(seconds: Int) async throws -> Double {
        let revision = try Revision(files: TreeFiles(readingFrom: URL(filePath: tree)))
        let (_, message) = try sample()
        guard let type = message["type"]?.string, let id = message["id"]?.string, let data = message["data"],
            let mapping = revision.mappings(from: "ut103", type: type).first
        else { throw BenchFault("the sample is not a message with a mapping") }
        let pool = ScriptPool(workers: 1)
        let input = MappingInput(
            key: ObjectKey(system: "ut103", type: type, id: id), operation: .upsert, presentation: nil,
            data: data.bytes(sortingKeys: false))
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var count = 0
        while clock.now < end {
            for _ in 0..<50 {
                _ = try await pool.map(mapping, of: revision, message: input, now: Instant.current())
            }
            count += 50
        }
        return Double(count) / Double(seconds)
    }

    /// How many times a second `lua5.4` with cjson decodes and encodes the same text, without mapping anything.
    func plainLua(seconds: Int, folder: URL) throws -> Double {
        let (_, message) = try sample()
        let body = folder.appending(path: "body.json")
        try Data((message["data"] ?? .null).text.utf8).write(to: body)
        let script = folder.appending(path: "plain.lua")
        let source = """
            local json = require "cjson"
            local file = assert(io.open("\(body.path)")); local text = file:read("a"); file:close()
            local count, stop = 0, os.clock() + \(seconds)
            while os.clock() < stop do
              for _ = 1, 50 do json.encode(json.decode(text)) end
              count = count + 50
            end
            print(count / \(seconds))
            """
        try Data(source.utf8).write(to: script)
        let text = try Tool.run("lua5.4", [script.path])
        guard let rate = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchFault("cannot read what lua5.4 says: \(text)")
        }
        return rate
    }
}
