import Messages

/// Owns one Lua state at a time and replaces it after so many uses, so much time, or any broken limit.
actor ScriptWorker {
    static let mostUses = 1024
    static let longestLife = Duration.seconds(300)
    /// What a state may hold between runs; above it, garbage is collected, and above twice that, the state replaced.
    static let idleMemory = 8 << 20
    static let mostPrograms = 4

    private let executor: ScriptExecutor
    private let limits: ScriptLimits
    private let isWatching: Bool
    private var sandbox: Sandbox?
    private var uses = 0
    private var born = ContinuousClock.now

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(number: Int, limits: ScriptLimits, isWatching: Bool) {
        executor = ScriptExecutor(number: number)
        self.limits = limits
        self.isWatching = isWatching
    }

    /// Takes runs from the pool, on its own thread, until there are none.
    nonisolated func begin(for pool: ScriptPool) {
        executor.run { self.assumeIsolated { $0.work(for: pool) } }
    }

    private func work(for pool: ScriptPool) {
        while let job = pool.next(for: self) { job(self) }
    }

    func map(
        _ mapping: Mapping, of tree: ScriptTree, message: MappingInput, now: String
    ) throws(ScriptFault) -> MappingResult {
        let sandbox = try ready()
        do throws(ScriptFault) {
            let result = try sandbox.map(mapping, of: tree, message: message, now: now)
            settle(sandbox)
            return result
        } catch {
            throw settled(error)
        }
    }

    func call(_ unit: Int, of tree: ScriptTree, function: String, _ arguments: [JSON]) throws(ScriptFault) -> JSON {
        try call(unit, of: tree, function: function, text: JSON.array(arguments).bytes(sortingKeys: false))
    }

    /// The same with arguments that are written already: an array of JSON.
    func call(_ unit: Int, of tree: ScriptTree, function: String, text: [UInt8]) throws(ScriptFault) -> JSON {
        let sandbox = try ready()
        do throws(ScriptFault) {
            let answer = try sandbox.call(unit, of: tree, function: function, text: text)
            settle(sandbox)
            return answer
        } catch {
            throw settled(error)
        }
    }

    /// Bytes that the worker's state holds between runs.
    var used: Int { sandbox?.used ?? 0 }

    private func ready() throws(ScriptFault) -> Sandbox {
        let isOld = uses >= Self.mostUses || ContinuousClock.now - born > Self.longestLife
        if let sandbox, !isOld, sandbox.programs.count <= Self.mostPrograms {
            uses += 1
            return sandbox
        }
        sandbox = nil
        let fresh = try Sandbox(limits: limits, isWatching: isWatching)
        sandbox = fresh
        born = .now
        uses = 1
        return fresh
    }

    private func settle(_ sandbox: Sandbox) {
        guard sandbox.used > Self.idleMemory else { return }
        sandbox.collect()
        if sandbox.used > 2 * Self.idleMemory { self.sandbox = nil }
    }

    private func settled(_ fault: ScriptFault) -> ScriptFault {
        if case .limit = fault.kind {
            sandbox = nil
        } else if let sandbox {
            settle(sandbox)
        }
        return fault
    }
}
