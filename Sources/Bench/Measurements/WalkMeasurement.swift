import Cluster
import Messages

/// The whole way: sales are handed in as fast as they are taken, mapped, sent to the stand and confirmed by it. What
/// they refer to is known there.
struct WalkMeasurement: Measurement {
    static let figures: [Figure] = [.confirmed]

    private let setting: Setting
    private let cluster: PostgresCluster
    private let stand, office, door: ProductServer
    /// How many sales are handed in: enough for the time that a turn has.
    private let count: Int

    init(_ setting: Setting) async throws {
        self.setting = setting
        cluster = try await setting.cluster()
        try await cluster.createDatabase("office")
        try await cluster.createDatabase("door")
        stand = try await ProductServer.stand(setting)
        office = try await ProductServer.start(
            setting, on: .postgres(cluster.dsn(database: "office")), isWhole: true, target: stand.port)
        door = try await ProductServer.start(setting, on: .postgres(cluster.dsn(database: "door")))
        try await Self.handInCatalogs(office)
        try setting.warm(door)
        let rate = try await Self.perSecond(200, setting, office)
        count = max(200, Int(rate) * setting.seconds)
    }

    func play(into board: inout Scoreboard) async throws {
        try await cluster.execute("CHECKPOINT")
        board.note(.acceptsAlone, try setting.wrk(door).accept(seconds: setting.seconds).perSecond)
        try await cluster.execute("CHECKPOINT")
        let before = await used()
        board.note(.confirmed, try await Self.perSecond(count, setting, office))
        for (series, (start, end)) in zip([Series.officeCPU, .standCPU, .walkDatabaseCPU], zip(before, await used())) {
            board.note(series, (end - start) / Double(count) * 1_000_000)
        }
    }

    private func used() async -> [Double] {
        [office.cpuSeconds, stand.cpuSeconds, await cluster.cpuSeconds]
    }

    /// Messages a second from the first request to the last confirmation.
    private static func perSecond(_ count: Int, _ setting: Setting, _ office: ProductServer) async throws -> Double {
        let (start, series) = (ContinuousClock.now, SaleBody.series())
        let watch = try WalkWatch(office)
        try await setting.team(office).all(count: count) { SaleBody.id(series: series, $0) }
        let confirmed = try await watch.untilNothingWaits()
        guard confirmed == count else { throw BenchFault("\(confirmed) of \(count) sales were confirmed") }
        return Double(count) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private static func handInCatalogs(_ office: ProductServer) async throws {
        let (caller, watch) = (try Caller(port: office.port), try WalkWatch(office))
        for message in try JSONReader.read(Attachment.catalogs.text.utf8).array ?? [] {
            let answer = try caller.post(message.text, key: message["id"]?.string ?? "")
            guard answer.status == 202 else {
                throw BenchFault("a catalogue entry was refused: \(String(decoding: answer.body, as: UTF8.self))")
            }
        }
        _ = try await watch.untilNothingWaits()
    }

    func end() async {
        await office.stop()
        await door.stop()
        await stand.stop()
        await cluster.stop(.immediate)
    }
}
