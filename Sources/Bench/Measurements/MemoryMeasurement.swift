import Cluster

/// What a server that takes in for a long time comes to hold, on both stores.
struct MemoryMeasurement: Measurement {
    static let figures: [Figure] = [.memoryGrowth, .memory, .memoryGrowthSQLite, .memorySQLite]

    static func rounds(_ setting: Setting) -> Int { 1 }

    private let setting: Setting
    private let cluster: PostgresCluster
    private let server, embedded: ProductServer

    init(_ setting: Setting) async throws {
        self.setting = setting
        cluster = try await setting.cluster()
        server = try await ProductServer.start(setting, on: .postgres(cluster.dsn))
        embedded = try await ProductServer.start(setting, on: .sqlite)
    }

    func play(into board: inout Scoreboard) async throws {
        try fill(server, .memoryQuarter, .memoryEnd, &board)
        try fill(embedded, .sqliteMemoryQuarter, .sqliteMemoryEnd, &board)
    }

    private func fill(
        _ server: ProductServer, _ quarter: Series, _ end: Series, _ board: inout Scoreboard
    ) throws {
        var count = 0
        while count < setting.accepts / 4 { count += try setting.wrk(server).accept(seconds: 2).requests }
        board.note(quarter, server.residentMegabytes)
        while count < setting.accepts { count += try setting.wrk(server).accept(seconds: 5).requests }
        board.note(end, server.residentMegabytes)
    }

    func end() async {
        await server.stop()
        await embedded.stop()
        await cluster.stop(.immediate)
    }
}
