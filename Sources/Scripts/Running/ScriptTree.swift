import Synchronization

/// Everything of a revision that a Lua state must be given before it can run a script of it.
final class ScriptTree: Sendable {
    /// Units are indices, from 1.
    let sources: [LuaSource]
    /// Units of `mappings/lib` by module name.
    let libraries: [String: Int]
    /// The lookup tables as one JSON object.
    let lookups: [UInt8]
    let types: ContractTypes
    /// Source attributes that a mapping read over some sample, by its unit.
    private let readBySamples = Mutex<[Int: Set<String>]>([:])

    init(sources: [LuaSource], libraries: [String: Int], lookups: [UInt8], types: ContractTypes) {
        self.sources = sources
        self.libraries = libraries
        self.lookups = lookups
        self.types = types
    }

    func note(read paths: Set<String>, by unit: Int) {
        readBySamples.withLock { $0[unit, default: []].formUnion(paths) }
    }

    func isRead(_ path: String, by unit: Int) -> Bool {
        readBySamples.withLock { $0[unit]?.contains(path) ?? false }
    }

    /// The file of a unit; nil for 0, which is no file.
    func source(_ unit: Int) -> LuaSource? {
        sources.first { $0.unit == unit }
    }

    /// A file and the libraries that it leads to, each once, in the order in which they are required.
    func reached(from source: LuaSource) -> [LuaSource] {
        var sources = [source]
        var next = 0
        while next < sources.count {
            for name in sources[next].required {
                guard let unit = libraries[name], let library = self.source(unit),
                    !sources.contains(where: { $0.unit == unit })
                else { continue }
                sources.append(library)
            }
            next += 1
        }
        return sources
    }
}
