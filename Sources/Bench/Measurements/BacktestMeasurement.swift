import Cluster
import Foundation
import Messages

/// A backtest of stored decisions by the policies that made them: the product's own command, over a quarter of them and
/// over all.
struct BacktestMeasurement: Measurement {
    static let figures: [Figure] = [.backtest, .backtestMemory]

    static func rounds(_ setting: Setting) -> Int { 1 }

    private let setting: Setting
    private let decisions: StoredDecisions

    init(_ setting: Setting) async throws {
        self.setting = setting
        decisions = try await StoredDecisions(setting)
    }

    func play(into board: inout Scoreboard) async throws {
        let quarter = try await run(steps: decisions.count / 4)
        board.note(.backtestMemoryQuarter, quarter.megabytes)
        let all = try await run(steps: decisions.count)
        board.note(.backtestMemoryEnd, all.megabytes)
        board.note(.backtestSeconds, all.seconds)
        board.note(.backtestSteps, Double(decisions.count) / all.seconds)
    }

    /// The command over the first so many steps: how long it takes, its start among it, and the most memory it has.
    private func run(steps: Int) async throws -> (seconds: Double, megabytes: Double) {
        let answer = setting.folder.appending(path: "backtest-\(steps).json")
        let begin = ContinuousClock.now
        let process = try await ChildProcess.start(
            [
                setting.product.path, "policy", "backtest", "--json", "--environment", "dev", "--tree",
                setting.tree.path, "--data", decisions.folder.path, "--to", PastSteps.moment(steps).rfc3339,
            ], log: answer)
        var peak = 0
        while process.exitCode == nil {
            peak = max(peak, process.peakBytes)
            try await Task.sleep(for: .milliseconds(10))
        }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        let said = try Data(contentsOf: answer)
        guard process.exitCode == 0, let report = try? JSONReader.read(said), report["steps"]?.int == steps,
            report["changes"] == []
        else { throw BenchFault("the backtest is not done: \(String(decoding: said.suffix(1000), as: UTF8.self))") }
        return (seconds, Double(peak) / 1_048_576)
    }

    func end() async {}
}
