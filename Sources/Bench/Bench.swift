import ArgumentParser
import Foundation
import Messages

/// Measures the product as it is built: everything in one run, contestants in turns, medians over the rounds. Figures
/// are quoted as ratios and as CPU time; absolute rates say more of the machine than of us.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pochtar-bench",
        abstract: "Measures the product against PostgreSQL's own pace and against plain Lua.")

    @Option(help: "The built pochtar to measure.")
    var product = ".build/release/pochtar"

    @Option(help: "The tree of mappings, policies and plugins.")
    var tree = "."

    @Option(help: "How many rounds; each figure is the median over them.")
    var rounds = 5

    @Option(help: "How many seconds each contestant has in a round.")
    var seconds = 3

    @Option(help: "After how many accepts the memory is looked at.")
    var accepts = 200_000

    @Option(help: "How many rows a full journal has.")
    var journalRows = 5_000_000

    @Option(help: "How many messages wait while claims are measured.")
    var depth = 100_000

    @Option(help: "How many messages come in in each of 5 rounds under a held snapshot; half as many go out.")
    var incoming = 30_000

    @Option(help: "How many stored decisions a backtest judges again.")
    var backtest = 100_000

    @Option(help: "Only the figures whose name begins so; may be given again.")
    var only: [String] = []

    @Option(help: "Where the figures go as JSON.")
    var json: String?

    private static var measurements: [any Measurement.Type] {
        [
            AcceptMeasurement.self, PaceMeasurement.self, ClaimMeasurement.self, SnapshotMeasurement.self,
            MappingMeasurement.self, VerdictMeasurement.self, BacktestMeasurement.self, WalkMeasurement.self,
            JournalMeasurement.self, MemoryMeasurement.self,
        ]
    }

    func validate() throws {
        guard [rounds, seconds, accepts, journalRows, backtest].allSatisfy({ $0 > 0 }), min(depth, incoming) >= 400
        else {
            throw ValidationError("numbers must be positive, --depth and --incoming at least 400")
        }
        guard FileManager.default.isExecutableFile(atPath: product) else {
            throw ValidationError("\(product) is not there: run `swift build -c release --product pochtar` first")
        }
        let names = Figure.allCases.map(\.rawValue)
        if let stranger = only.first(where: { name in !names.contains { $0.hasPrefix(name) } }) {
            throw ValidationError("no figure is called \(stranger); there are \(names.joined(separator: ", "))")
        }
    }

    func run() async throws {
        Priority.raise()
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "pochtar-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let setting = Setting(
            product: URL(filePath: product).absoluteURL, tree: URL(filePath: tree).absoluteURL, folder: folder,
            body: try SaleBody(), rounds: rounds, seconds: seconds, accepts: accepts, journalRows: journalRows,
            depth: depth, incoming: incoming, backtest: backtest)
        var board = Scoreboard()
        for kind in Self.measurements where isWanted(kind) { try await measure(kind, setting, &board) }
        print(board.table)
        if let json { try Data(board.json.text.utf8).write(to: URL(filePath: json)) }
    }

    private func isWanted(_ kind: any Measurement.Type) -> Bool {
        only.isEmpty || kind.figures.contains { figure in only.contains { figure.rawValue.hasPrefix($0) } }
    }

    private func measure(
        _ kind: any Measurement.Type, _ setting: Setting, _ board: inout Scoreboard
    ) async throws {
        let names = kind.figures.map(\.rawValue).joined(separator: ", ")
        Self.say("\(names): making ready")
        let measurement = try await kind.init(setting)
        do {
            for round in 1...kind.rounds(setting) {
                Self.say("\(names): round \(round)")
                try await measurement.play(into: &board)
            }
        } catch {
            await measurement.end()
            throw error
        }
        await measurement.end()
    }

    /// Tells whoever waits how far it is; the table alone goes to the standard output.
    private static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
