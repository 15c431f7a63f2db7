import Cluster

/// Accepts as many as go: the product on PostgreSQL and on SQLite, and pgbench on the same cluster, by the same socket.
struct AcceptMeasurement: Measurement {
    static let figures: [Figure] = [.acceptsOfOne, .acceptsOfFifty, .acceptCPU, .loadCPU, .sqlite]

    private let setting: Setting
    private let cluster: PostgresCluster
    private let server, embedded: ProductServer

    init(_ setting: Setting) async throws {
        self.setting = setting
        cluster = try await setting.cluster()
        try await cluster.createDatabase("floor")
        try await cluster.createDatabase("pochtar")
        server = try await ProductServer.start(setting, on: .postgres(cluster.socketDSN(database: "pochtar")))
        embedded = try await ProductServer.start(setting, on: .sqlite)
        try setting.warm(server, embedded)
    }

    func play(into board: inout Scoreboard) async throws {
        try await cluster.execute("CHECKPOINT")
        let before = await cluster.cpuSeconds + server.cpuSeconds
        let accepts = try setting.wrk(server).accept(seconds: setting.seconds)
        let used = await cluster.cpuSeconds + server.cpuSeconds - before
        board.note(.accepts, accepts.perSecond)
        board.note(.acceptCPU, used / Double(accepts.requests) * 1_000_000)
        board.note(.loadCPU, accepts.cpuSeconds / Double(accepts.requests) * 1_000_000)
        let floor = Pgbench(
            cluster: cluster, database: "floor", length: .seconds(setting.seconds),
            values: ["body": setting.body.message(id: SaleBody.id(series: 0, 0))])
        board.note(.floorOne, try await floor.best(.acceptOne, clients: [8, 16, 32]) { try await begin() })
        board.note(.floorFifty, try await floor.best(.acceptFifty, clients: [1, 2, 4]) { try await begin() } * 50)
        board.note(.sqliteAccepts, try setting.wrk(embedded).accept(seconds: setting.seconds).perSecond)
    }

    private func begin() async throws {
        try await cluster.execute(Attachment.schema.text, database: "floor")
        try await cluster.execute("CHECKPOINT")
    }

    func end() async {
        await server.stop()
        await embedded.stop()
        await cluster.stop(.immediate)
    }
}
