import ArgumentParser
import Foundation
import Messages

/// Measures the product as it is built: everything in one run, contestants in turns, medians over the rounds. Figures
/// are quoted as ratios and as CPU time; absolute rates say more of the machine than of us.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pochtar-bench", abstract: "Measures accepts, replays, latency and mapping.")

    @Option(help: "The built pochtar to measure.")
    var product = ".build/release/pochtar"

    @Option(help: "The tree of mappings, policies and plugins.")
    var tree = "."

    @Option(help: "How many rounds; each figure is the median over them.")
    var rounds = 5

    @Option(help: "How many seconds each contestant has in a round.")
    var seconds = 3

    @Option(help: "Where the figures go as JSON.")
    var json: String?

    func validate() throws {
        guard rounds > 0, seconds > 0 else { throw ValidationError("--rounds and --seconds must be positive") }
        guard FileManager.default.isExecutableFile(atPath: product) else {
            throw ValidationError("\(product) is not there: run `swift build -c release --product pochtar` first")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "pochtar-bench-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var board = Scoreboard()
        let server = try await ProductServer.start(product: product, tree: tree, data: folder)
        do {
            for round in 1...rounds {
                print("round \(round) of \(rounds)")
                try await play(round, server, &board, folder)
            }
            board.note(.residentMemory, Double(try server.usage().residentBytes) / 1_048_576)
        } catch {
            server.stop()
            throw error
        }
        server.stop()
        print(board.table)
        if let json { try Data(board.json.text.utf8).write(to: URL(filePath: json)) }
    }

    private func play(_ round: Int, _ server: ProductServer, _ board: inout Scoreboard, _ folder: URL) async throws {
        let wrk = WrkRun(port: server.port, seconds: seconds, folder: folder)
        board.note(.bare, try wrk.get("/health/live").perSecond)

        let before = try server.usage()
        let accepts = try wrk.accept(prefix: round)
        let used = try server.usage().cpuSeconds - before.cpuSeconds
        board.note(.accepts, accepts.perSecond)
        board.note(.acceptCPU, used / Double(max(1, accepts.requests)) * 1_000_000)

        for rate in [100, 1000] {
            let fresh = try await PacedRun(port: server.port, rate: rate, seconds: seconds).fresh()
            board.note(rate == 100 ? .paced100 : .paced1000, fresh.milliseconds(percentile: 0.95))
        }
        let paced = PacedRun(port: server.port, rate: 200, seconds: seconds)
        let fresh = try await paced.fresh()
        let replayed = try await paced.replayed()
        board.note(.replay, replayed.milliseconds(percentile: 0.95) / fresh.milliseconds(percentile: 0.95))
        board.note(.mappings, try await MappingRun(tree: tree).perSecond(seconds: seconds))
        board.note(.plainLua, try MappingRun(tree: tree).plainLua(seconds: seconds, folder: folder))
    }
}
