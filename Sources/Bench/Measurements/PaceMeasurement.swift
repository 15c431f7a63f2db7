import Cluster

/// How long an accept takes when there is time enough: fresh keys at fixed rates, and keys that come again.
struct PaceMeasurement: Measurement {
    static let figures: [Figure] = [.paced100, .paced1000, .replay]

    private let setting: Setting
    private let cluster: PostgresCluster
    private let server: ProductServer

    init(_ setting: Setting) async throws {
        self.setting = setting
        cluster = try await setting.cluster()
        server = try await ProductServer.start(setting, on: .postgres(cluster.dsn))
    }

    func play(into board: inout Scoreboard) async throws {
        board.note(.paced100, try await fresh(100))
        board.note(.paced1000, try await fresh(1000))
        board.note(.fresh, try await fresh(200))
        let known = SaleBody.id(series: SaleBody.series(), 1)
        try await setting.team(server).all(count: 1) { _ in known }
        board.note(.replayed, try await p95(200) { _ in known })
    }

    private func fresh(_ rate: Int) async throws -> Double {
        let series = SaleBody.series()
        return try await p95(rate) { SaleBody.id(series: series, $0) }
    }

    private func p95(_ rate: Int, _ id: @escaping @Sendable (Int) -> String) async throws -> Double {
        let times = try await setting.team(server).paced(rate: rate, seconds: setting.seconds, id: id).sorted()
        return times[min(times.count - 1, times.count * 95 / 100)]
    }

    func end() async {
        await server.stop()
        await cluster.stop(.immediate)
    }
}
