import Policies

/// Judging a courier's step: the host, and plain Lua with the same handlers.
struct VerdictMeasurement: Measurement {
    static let figures: [Figure] = [.verdictRate, .verdicts]

    private let setting: Setting
    private let host: HostJudging
    private let plain: PlainJudging

    init(_ setting: Setting) async throws {
        self.setting = setting
        host = try HostJudging(setting)
        let verdicts = try await host.verdicts()
        plain = try PlainJudging(setting, host, verdicts)
        let theirs = try plain.cases()
        guard verdicts.map(\.outcome) == theirs else {
            throw BenchFault("the host and plain Lua do not come to the same: \(verdicts.map(\.outcome)), \(theirs)")
        }
    }

    func play(into board: inout Scoreboard) async throws {
        board.note(.verdicts, await host.perSecond(seconds: setting.seconds))
        board.note(.plainVerdicts, try plain.perSecond(seconds: setting.seconds))
    }

    func end() async {}
}
