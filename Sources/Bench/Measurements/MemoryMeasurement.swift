import Cluster

/// What a server that takes in for a long time comes to hold.
struct MemoryMeasurement: Measurement {
    static let figures: [Figure] = [.memoryGrowth, .memory]

    static func rounds(_ setting: Setting) -> Int { 1 }

    private let setting: Setting
    private let cluster: PostgresCluster
    private let server: ProductServer

    init(_ setting: Setting) async throws {
        self.setting = setting
        cluster = try await setting.cluster()
        server = try await ProductServer.start(setting, on: .postgres(cluster.dsn))
    }

    func play(into board: inout Scoreboard) async throws {
        var count = 0
        while count < setting.accepts / 4 { count += try setting.wrk(server).accept(seconds: 2).requests }
        board.note(.memoryQuarter, server.residentMegabytes)
        while count < setting.accepts { count += try setting.wrk(server).accept(seconds: 5).requests }
        board.note(.memoryEnd, server.residentMegabytes)
    }

    func end() async {
        await server.stop()
        await cluster.stop(.immediate)
    }
}
