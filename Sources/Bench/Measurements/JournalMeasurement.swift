import Cluster
import Messages
import Storage

/// Accepts as many as go: into an empty store, and into one whose journal is full.
struct JournalMeasurement: Measurement {
    static let figures: [Figure] = [.fullJournal]

    /// Over how many days the entries are spread, today among them.
    private static let days = 10

    private let setting: Setting
    private let cluster: PostgresCluster
    private let empty, full: ProductServer

    init(_ setting: Setting) async throws {
        self.setting = setting
        cluster = try await setting.cluster()
        try await cluster.createDatabase("full")
        try await Self.fill(cluster, setting.journalRows)
        try await cluster.createDatabase("empty")
        empty = try await ProductServer.start(setting, on: .postgres(cluster.dsn(database: "empty")))
        full = try await ProductServer.start(setting, on: .postgres(cluster.dsn(database: "full")))
        try setting.warm(empty, full)
    }

    func play(into board: inout Scoreboard) async throws {
        // The difference is small: each plays before and after the other, so that the machine's drift falls on both.
        var rates = (empty: 0.0, full: 0.0)
        rates.empty += try await accept(empty)
        rates.full += try await accept(full)
        rates.full += try await accept(full)
        rates.empty += try await accept(empty)
        board.note(.acceptsEmpty, rates.empty / 2)
        board.note(.acceptsFull, rates.full / 2)
    }

    private func accept(_ server: ProductServer) async throws -> Double {
        try await cluster.execute("CHECKPOINT")
        return try setting.wrk(server).accept(seconds: setting.seconds).perSecond
    }

    private static func fill(_ cluster: PostgresCluster, _ rows: Int) async throws {
        let stop = Instant.current()
        let start = stop - .days(Int64(days - 1))
        let store = try Store(.postgres(cluster.dsn(database: "full")))
        try await store.transaction { session in try session.prepareJournal(from: start, days: days) }
        try store.close()
        let values = ["count": "\(rows)", "start": "\(start.milliseconds)", "stop": "\(stop.milliseconds)"]
        // Two cores fill two halves.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for range in [1...rows / 2, rows / 2 + 1...rows] {
                let ends = ["first": "\(range.lowerBound)", "last": "\(range.upperBound)"]
                let script = try Attachment.journal.text(values.merging(ends) { $1 })
                group.addTask { try await cluster.execute(script, database: "full") }
            }
            try await group.waitForAll()
        }
        try await cluster.execute("VACUUM ANALYZE journal", database: "full")
    }

    func end() async {
        await empty.stop()
        await full.stop()
        await cluster.stop(.immediate)
    }
}
