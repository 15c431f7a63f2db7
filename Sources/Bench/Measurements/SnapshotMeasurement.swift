import Cluster

/// Claim and complete while the backlog grows, by the storage's verbs: with and without a snapshot that another session
/// holds all the time. Each plays 5 rounds in which twice as many messages come in as go out; the last one counts.
struct SnapshotMeasurement: Measurement {
    static let figures: [Figure] = [.snapshot]

    private static let lengths = 5

    private let setting: Setting
    private let cluster: PostgresCluster
    private let tables: InboxTables

    init(_ setting: Setting) async throws {
        self.setting = setting
        cluster = try await setting.cluster()
        tables = try await InboxTables(setting, in: cluster, messages: setting.incoming * Self.lengths)
    }

    func play(into board: inout Scoreboard) async throws {
        try await tables.empty()
        board.note(.claimsFree, try await last())
        try await tables.empty()
        let snapshot = try await HeldSnapshot(in: tables)
        board.note(.claimsHeld, try await last())
        try await snapshot.release()
    }

    private func last() async throws -> Double {
        var rate = 0.0
        for round in 0..<Self.lengths {
            let first = round * setting.incoming
            try await tables.fill(first + 1...first + setting.incoming)
            rate = try await ClaimingTeam(store: tables.store).perSecond(setting.incoming / 2)
        }
        return rate
    }

    func end() async {
        tables.close()
        await cluster.stop(.immediate)
    }
}
