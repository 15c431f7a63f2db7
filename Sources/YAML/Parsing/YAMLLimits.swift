/// How much one file may ask of us.
package struct YAMLLimits: Sendable, Hashable {
    /// The size of a file.
    package var bytes = 2 * 1024 * 1024
    /// Lists and mappings within each other.
    package var depth = 32
    /// How many nodes all aliases of a file may stand for together.
    package var aliasedNodes = 1000
    /// How many faults of one file are told.
    package var faults = 100

    package init() {}

    /// What policies, contracts, tables and settings are read with.
    package static let standard = YAMLLimits()
}
