import ArgumentParser
import Foundation
import Messages
import Pipeline
import Policies
import Scripts
import Storage

/// Shows what candidate policies would have decided of the steps that are kept.
struct PolicyBacktestCommand: AsyncParsableCommand {
    /// A postman works on the same machine: it is not to notice.
    private static let workers = 2
    private static let page = 500

    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Что решили бы политики-кандидаты (--candidate) о шагах, которые уже решены и хранятся.",
        discussion: """
            Ничего не меняет и работает рядом с почтарём. --curve показывает, что будет при других числах, \
            --html пишет то же самое страницей: её можно открыть с диска и послать.
            Код выхода: 0 — сравнение состоялось, 1 — дерево или хранилище не годится, 2 — неверный вызов.
            """)

    @Option(help: ArgumentHelp("Папка с деревом-кандидатом; без неё — дерево из --tree.", valueName: "dir"))
    var candidate: String?

    @Option(
        help: ArgumentHelp(
            "Число правила и значения, которые попробовать: geo.handed_over.radius=80 m,100 m,150 m.",
            valueName: "правило.параметр=значения"))
    var curve: [String] = []

    @Flag(help: "Вместе с решениями, о которых только спросили (POST /api/v1/decisions).")
    var asked = false

    @Option(help: ArgumentHelp("Файл, куда написать страницу с таблицами и графиками.", valueName: "file"))
    var html: String?

    @Flag(help: "Ответ для машин: JSON.")
    var json = false

    @OptionGroup var period: PeriodOptions

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try options.load().settings
        let (since, until) = try period.moments(in: settings.zone)
        let policies = try TreeOptions.policies(of: candidate ?? settings.tree.path, settings.zone)
        if let html { try Self.check(html) }
        let store = try options.openStore()
        defer { try? store.close() }
        let waivers = try await store.read { session in
            try session.waivers(
                from: since ?? Instant(milliseconds: .min), through: until ?? Instant(milliseconds: .max))
        }
        var backtest = PolicyBacktest(
            policies, scripts: ScriptPool(workers: Self.workers, zone: settings.zone), curves: try curves(policies),
            waivers: waivers.map(Waiver.init))
        let questions = asked
        @Sendable func page(after last: Page?) async throws -> Page? {
            let records = try await store.read { session in
                try session.decisions(
                    since: since, until: until, withQuestions: questions, after: last?.end, limit: Self.page)
            }
            return Page(records, isLast: records.count < Self.page)
        }
        func closings(_ names: [(rule: String, key: String)]) async throws -> [PastClosing] {
            try await store.read { try $0.closings(names) }.compactMap { window in
                guard let ruling = window.ruling.flatMap(Ruling.init), let outcome = window.verdict?["case"]?.string
                else { return nil }
                return PastClosing(rule: window.rule, key: window.key, ruling: ruling, outcome: outcome)
            }
        }
        let pages = backtest.pages
        var ahead = try await page(after: nil)
        var judged: PageJudge.Judged?
        while ahead != nil || judged != nil {
            // While one page is counted, the next is judged, and the one after that is read.
            let waiting = ahead
            async let next = waiting.flatMap { $0.isLast ? nil : $0 }.asyncFlatMap(page)
            async let answers = waiting.asyncFlatMap { await pages.judge($0.decisions) }
            if let judged {
                backtest.add(judged)
                try await backtest.closeWindows(isOver: false, past: closings)
            }
            judged = await answers
            ahead = try await next
        }
        try await backtest.closeWindows(isOver: true, past: closings)
        let findings = PolicyBacktestFindings(backtest: backtest)
        if let html {
            try Self.write(PolicyBacktestPage(findings: findings, made: .current(), zone: settings.zone), to: html)
        }
        if json { return Console.output.line(findings.json.indented) }
        for line in PolicyBacktestReport(findings: findings).lines { Console.output.line(line) }
    }

    /// Nobody waits for a comparison that cannot be written down.
    private static func check(_ file: String) throws {
        let folder = URL(filePath: file).absoluteURL.deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFault.call("--html: папки \(folder) нет: создайте её или назовите другой файл.")
        }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw CommandFault.call("--html: в папку \(folder) нельзя писать: назовите другой файл.")
        }
    }

    private static func write(_ page: PolicyBacktestPage, to file: String) throws {
        do {
            try Data(page.text.utf8).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw CommandFault.call(
                "--html: \(file) не пишется (\(error.localizedDescription)): освободите место или назовите другой файл."
            )
        }
    }

    private func curves(_ policies: PolicySet) throws -> [Curve] {
        do {
            return try curve.map { try Curve($0, policies) }
        } catch let problem as Problem {
            throw CommandFault.call("--curve: \(problem.detail)")
        }
    }
}

extension Optional where Wrapped: Sendable {
    /// What is made of the value, if there is one.
    fileprivate func asyncFlatMap<Other: Sendable>(
        _ make: @Sendable (Wrapped) async throws -> Other?
    ) async rethrows -> Other? {
        guard let self else { return nil }
        return try await make(self)
    }
}

/// A part of the past, understood.
private struct Page: Sendable {
    let decisions: [PastDecision]
    /// Whether nothing comes after it.
    let isLast: Bool
    /// Where it ends.
    let end: (at: Instant, id: String)

    /// Nil for nothing.
    init?(_ records: [DecisionRecord], isLast: Bool) {
        guard let last = records.last else { return nil }
        decisions = records.compactMap { record in
            PastDecision(
                id: record.id, receivedAt: record.receivedAt, facts: record.facts, outcome: record.outcome,
                verdicts: record.said)
        }
        self.isLast = isLast
        end = (last.at, last.id)
    }
}
