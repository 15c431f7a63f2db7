import ArgumentParser
import Messages
import Pipeline
import Scripts
import Storage

/// Shows what a candidate tree would change of the stored history.
struct MappingDiffCommand: AsyncParsableCommand {
    /// A postman works on the same machine: it is not to notice.
    private static let workers = 2

    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Чем ответы дерева (--tree) отличаются от ответов живой ревизии на всём, что лежит в хранилище.",
        discussion: "Ничего не пишет и работает рядом с почтарём. Код выхода: 0 — сравнение состоялось, 1 — дерево "
            + "или хранилище не годится, 2 — неверный вызов.")

    @Argument(help: ArgumentHelp("Тип объекта; без него — все.", valueName: "тип"))
    var type: String?

    @Flag(help: "Ответ для машин: JSON.")
    var json = false

    @OptionGroup var period: PeriodOptions

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try options.load().settings
        let (since, until) = try period.moments(in: settings.zone)
        let candidate = try Self.revision(try TreeFiles(readingFrom: settings.tree), "")
        let store = try options.openStore()
        defer { try? store.close() }
        let kept = try await store.read { session in
            try session.liveActivation().flatMap { try session.revisionFiles($0.revision) }
        }
        guard let kept else { throw CommandFault("В хранилище нет живой ревизии: сравнивать не с чем.") }
        let live = try Self.revision(TreeFiles(files: kept), "Живая ревизия больше не читается. ")
        let backtest = Backtest(
            store: store, live: live, candidate: candidate,
            scripts: ScriptPool(workers: Self.workers, zone: settings.zone), type: type, since: since, until: until)
        guard backtest.hasMappings else { throw CommandFault("Маппинга для «\(type ?? "")» нет.") }
        let report = MappingDiffReport(report: try await backtest.run())
        if json { return Console.output.line(report.json.indented) }
        for line in report.lines { Console.output.line(line) }
    }

    private static func revision(_ files: @autoclosure () throws -> TreeFiles, _ words: String) throws -> Revision {
        do {
            return try Revision(files: try files())
        } catch let refused as TreeRefused {
            throw CommandFault(words + refused.findings.map(\.description).joined(separator: "\n"))
        }
    }
}
