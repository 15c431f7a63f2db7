package import Messages

/// What a transaction's closure is given: the verbs of storage, all of them parts of that one transaction.
///
/// A session never leaves its closure. Verbs are extensions of it, by topic; only they contain SQL. It writes behind:
/// rows of one kind gather, and go as one statement before the next read or at the transaction's end, so that a verb
/// for a hundred objects is written like a verb for one, and costs little more.
package final class Session {
    private let driver: any Driver
    private var pending = WriteBehind()

    /// Whether the transaction may only look.
    let isReadOnly: Bool

    init(_ driver: any Driver, isReadOnly: Bool = false) {
        self.driver = driver
        self.isReadOnly = isReadOnly
    }

    /// The moment by which leases begin and end: the database's, when several nodes share it and theirs may differ.
    package func leaseTime(_ clock: WallClock) throws -> Instant {
        try driver.time() ?? clock.now()
    }

    var dialect: Dialect { driver.dialect }

    /// Runs a statement whose parameters are bound by name; returns how many rows it changed.
    func run(_ sql: String, _ parameters: Parameters = [:], each inputs: Inputs? = nil) throws -> Int {
        if let inputs, inputs.isEmpty { return 0 }
        try flush()
        return try driver.run(sql, parameters, each: inputs)
    }

    /// Runs a statement whose answer nobody needs.
    func post(_ sql: String, _ parameters: Parameters = [:], each inputs: Inputs? = nil) throws {
        if let inputs, inputs.isEmpty { return }
        try flush()
        try driver.post(sql, parameters, each: inputs)
    }

    /// All rows of a query.
    func rows(_ sql: String, _ parameters: Parameters = [:], each inputs: Inputs? = nil) throws -> [Row] {
        if let inputs, inputs.isEmpty { return [] }
        try flush()
        return try driver.rows(sql, parameters, each: inputs)
    }

    /// The first row of a query, or nil. The query itself says so when there may be many.
    func row(_ sql: String, _ parameters: Parameters = [:]) throws -> Row? {
        try rows(sql, parameters).first
    }

    /// Runs statements without parameters: migrations, pragmas.
    func script(_ sql: String) throws {
        try flush()
        try driver.script(sql)
    }

    /// Writes one row, together with others of its kind.
    func write<each Value: Bindable>(_ kind: SetWrite, _ values: repeat each Value) throws {
        if pending.add(kind, repeat each values) { return }
        try flush()
        _ = pending.add(kind, repeat each values)
    }

    /// Sends what has gathered.
    func flush() throws {
        for (kind, rows) in pending.take() { try driver.post(kind.sql, [:], each: rows) }
    }
}
