/// Everything of a revision that a Lua state must be given before it can run a script of it.
final class ScriptTree: Sendable {
    /// Units are indices, from 1.
    let sources: [LuaSource]
    /// Units of `mappings/lib` by module name.
    let libraries: [String: Int]
    /// The lookup tables as one JSON object.
    let lookups: [UInt8]
    let types: ContractTypes

    init(sources: [LuaSource], libraries: [String: Int], lookups: [UInt8], types: ContractTypes) {
        self.sources = sources
        self.libraries = libraries
        self.lookups = lookups
        self.types = types
    }

    /// The file of a unit; nil for 0, which is no file.
    func source(_ unit: Int) -> LuaSource? {
        sources.first { $0.unit == unit }
    }
}
