import Cluster

/// Claim and complete, 100 messages at a time out of a deep inbox: the storage's verbs, and pgbench with the same
/// statements on the same tables.
struct ClaimMeasurement: Measurement {
    static let figures: [Figure] = [.claims]

    /// How the storage's connections for writing are set up.
    private static let options =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"
        + " -c jit=off -c client_min_messages=warning"

    private let setting: Setting
    private let cluster: PostgresCluster
    private let tables: InboxTables

    init(_ setting: Setting) async throws {
        self.setting = setting
        cluster = try await setting.cluster()
        tables = try await InboxTables(setting, in: cluster, messages: setting.depth)
    }

    /// How many messages each contestant takes: what any number of clients can share in whole batches.
    private var count: Int { max(400, setting.depth * 3 / 10 / 400 * 400) }

    func play(into board: inout Scoreboard) async throws {
        try await refill()
        board.note(.claims, try await ClaimingTeam(store: tables.store).perSecond(count))
        try await check()
        let floor = Pgbench(
            cluster: cluster, database: "dbname=\(tables.database) options='\(Self.options)'",
            length: .runs(count / ClaimingTeam.batch))
        let best = try await floor.best(.claim, clients: [1, 2, 4]) { try await refill() }
        try await check()
        board.note(.floorClaims, best * Double(ClaimingTeam.batch))
    }

    private func refill() async throws {
        try await tables.empty()
        try await tables.fill(1...setting.depth)
    }

    private func check() async throws {
        let depth = try await tables.depth()
        guard depth == setting.depth - count else {
            throw BenchFault("\(setting.depth - depth) messages were taken, not \(count)")
        }
    }

    func end() async {
        tables.close()
        await cluster.stop(.immediate)
    }
}
