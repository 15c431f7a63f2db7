/// What one Lua state has of one tree: handles, which live as long as the state.
struct Program {
    let tree: ScriptTree
    let libraries: Int32
    let tables: Int32
    var chunks: [Int: Int32] = [:]
    /// Readers of source types, by the mapping's unit.
    var sources: [Int: OpaquePointer] = [:]
    /// Readers of the types that mappings read through references, by name.
    var needed: [String: OpaquePointer] = [:]
    var slots: [Int: SlotTable] = [:]
}
