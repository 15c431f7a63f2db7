/// What the database engine says of itself: the settings on which our promises rest.
package struct EngineFacts: Sendable, Hashable {
    /// `sqlite`.
    package let engine: String
    package let version: String
    /// `wal`: readers do not hold the writer up.
    package let journalMode: String
    /// 2 is FULL: a commit survives the loss of power.
    package let synchronous: Int
    package let enforcesForeignKeys: Bool
    /// The steps of the schema that the database has, and those that this build knows.
    package let schemaSteps: [Int]
    package let knownSteps: [Int]
    /// `ok`, or what the engine found broken in its file.
    package let integrity: String
}
