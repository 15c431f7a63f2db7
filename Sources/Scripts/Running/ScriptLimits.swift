import CLua

/// What one run of a script may use. Each limit has a name, which its fault tells.
package struct ScriptLimits: Sendable, Hashable {
    /// Bytes that one state may hold.
    package var memory = 32 << 20
    /// Instructions of a run, and what each node of its input adds (E-17).
    package var instructions: Int64 = 500_000
    package var instructionsPerNode: Int64 = 2_000
    package var wallMilliseconds: Int64 = 1_000
    /// Calls standing in each other.
    package var depth = 200
    /// Bytes and nodes of one answer.
    package var output = 1 << 20
    package var nodes: Int64 = 100_000

    package init() {}

    /// For running a file alone, to see what it declares.
    static var declaration: ScriptLimits {
        var limits = ScriptLimits()
        limits.instructions = 100_000
        limits.memory = 8 << 20
        limits.wallMilliseconds = 500
        return limits
    }

    var native: pochtar_limits {
        pochtar_limits(
            memory: memory, instructions: instructions, instructions_per_node: instructionsPerNode,
            wall_milliseconds: wallMilliseconds, depth: Int32(depth), output: output, nodes: nodes)
    }
}
