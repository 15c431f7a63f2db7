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
        board.note(.paced100, try await p95(100, series: SaleBody.series()))
        board.note(.paced1000, try await p95(1000, series: SaleBody.series()))
        // Each key comes a second time long after it was answered: none is in progress then.
        let series = SaleBody.series()
        board.note(.fresh, try await p95(200, series: series))
        board.note(.replayed, try await p95(200, series: series))
    }

    private func p95(_ rate: Int, series: Int) async throws -> Double {
        let times = try await setting.team(server).paced(rate: rate, seconds: setting.seconds) {
            SaleBody.id(series: series, $0)
        }.sorted()
        return times[min(times.count - 1, times.count * 95 / 100)]
    }

    func end() async {
        await server.stop()
        await cluster.stop(.immediate)
    }
}
