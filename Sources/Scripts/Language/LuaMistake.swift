/// What is wrong with a piece of source, and where.
struct LuaMistake: Error, Sendable, Hashable {
    let line: Int
    let column: Int?
    /// In Russian; says what to do.
    let message: String
}
