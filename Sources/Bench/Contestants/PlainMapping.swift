import Foundation
import Messages
import Scripts

/// The sale's mapping in `lua5.4` with lua-cjson: the same script and the same modules, over a lean prelude in Lua.
struct PlainMapping {
    private let folder: URL

    /// Lays out what the script needs in a folder.
    init(_ setting: Setting, _ host: HostMapping) throws {
        folder = setting.folder.appending(path: "plain")
        let sources = host.revision.plainLua
        let library = "mappings/lib/"
        let modules = sources.keys.filter { $0.hasPrefix(library) }.map {
            String($0.dropFirst(library.count).dropLast(4))
        }
        guard let mapping = sources[host.mapping.file],
            let type = host.revision.contracts["ut103"]?.types[host.input.key.type]
        else { throw BenchFault("the sale's mapping or contract is not there") }
        try write("prelude.lua", Array(Attachment.prelude.text.utf8))
        try write("mapping.lua", mapping)
        try write("body.json", host.input.data)
        try write("contract.json", Self.contract(type).bytes(sortingKeys: true))
        try write("tables.json", host.revision.tables.bytes(sortingKeys: true))
        try write("lib/names", Array(modules.joined(separator: "\n").utf8))
        for name in modules { try write("lib/\(name).lua", sources[library + name + ".lua", default: []]) }
    }

    /// What the mapping makes of the sale.
    func answer() throws -> JSON {
        try JSONReader.read(run("answer").utf8)
    }

    func perSecond(seconds: Int) throws -> Double {
        let text = try run("\(seconds)")
        guard let rate = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchFault("cannot read what lua5.4 says: \(text)")
        }
        return rate
    }

    /// The type's fields, of references their only type, of table parts their rows.
    private static func contract(_ type: Contract.ObjectType) -> JSON {
        let tables = type.tables.map { JSON.Member($0.key, ["rows": .object(members($0.value))]) }
        return .object(members(type.fields) + tables)
    }

    private static func members(_ fields: [String: Field]) -> [JSON.Member] {
        fields.map { name, field in
            guard case .reference(let types) = field.kind, types.count == 1 else {
                return JSON.Member(name, .object([]))
            }
            return JSON.Member(name, ["type": .string(types[0])])
        }
    }

    private func run(_ mode: String) throws -> String {
        try Tool.run("lua5.4", [Attachment.plain.url.path, folder.path, mode])
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }
}
