extension Revision {
    /// What stock Lua compiles of each Lua file of the tree, by path: Cyrillic names are spelled so that it takes them.
    package var plainLua: [String: [UInt8]] {
        Dictionary(tree.sources.map { ($0.path, $0.translated) }, uniquingKeysWith: { first, _ in first })
    }
}
