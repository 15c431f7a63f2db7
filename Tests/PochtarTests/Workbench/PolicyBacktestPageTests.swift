import Foundation
import Messages
import Policies
import Scripts
import Storage
import Testing

@testable import pochtar

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("What a backtest of policies tells", .timeLimit(.minutes(5)))
struct PolicyBacktestPageTests {
    private static let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt
    private static let courier = #"<К-07> & "Ко""#
    /// 27.11.2026, 15:00 in Moscow.
    private static let noon = StoredHistory.noon

    /// Steps at every distance up to 120 m, each about 1 500,50 ₽, decided by nobody yet.
    private static func facts() -> [JSON] {
        (0...120).map { distance in
            [
                "step": "started", "at": .string((noon + .seconds(Int64(distance))).rfc3339),
                "courier": .string(courier), "geo": ["distance_m": JSON(distance), "accuracy_m": 10, "age_s": 5],
                "cash": ["due_kop": 150_050],
            ]
        }
    }

    private static func policies(radius: String = "100 m") throws -> PolicySet {
        var files = try TreeFiles(readingFrom: House.tree).files
        let text = String(decoding: files["policies/geo.yaml", default: []], as: UTF8.self)
        files["policies/geo.yaml"] = Array(text.replacing("radius: 100 m", with: "radius: \(radius)").utf8)
        return try PolicySet(try Revision(files: TreeFiles(files: files)), zone: moscow)
    }

    /// What the committed policies decided, judged again with a radius of 80 m.
    private static func findings(steps: Bool = true) async throws -> PolicyBacktestFindings {
        let candidate = try policies(radius: "80 m")
        let curve = try Curve("geo.started.radius=50 m,80 m,100 m", candidate)
        var backtest = PolicyBacktest(candidate, scripts: ScriptPool(workers: 2), curves: [curve])
        let judge = PolicyJudge(try policies(), scripts: ScriptPool(workers: 1))
        var book = WindowBook(judge.policies)
        let past = try steps ? facts().enumerated().map { PastStep(id: "\($0)", facts: try StepFacts($1)) } : []
        let decided = await judge.judge(past, &book)
        await backtest.add(
            decided.enumerated().compactMap { number, decision in
                PastDecision(
                    id: "d-\(number)", receivedAt: decision.facts.at, facts: decision.facts.json,
                    outcome: decision.outcome.rawValue,
                    verdicts: .array(decision.verdicts.map(\.json)))
            })
        return PolicyBacktestFindings(backtest: backtest)
    }

    private static func page(_ findings: PolicyBacktestFindings) -> String {
        PolicyBacktestPage(findings: findings, made: noon, zone: moscow).text
    }

    @Test("the terminal reads how many steps flip and on how much money, why they do not pass, and whose they are")
    func report() async throws {
        let lines = PolicyBacktestReport(findings: try await Self.findings()).lines
        let told = [
            "из 121 шага иначе решается 20", "  проходит → не уверены: 20 шагов на 30 010 ₽",
            "  \(Self.courier): 20 шагов на 30 010 ₽", "  не пропустит 40 из 121:",
            "    не на месте, но близко (не уверены): 30, 75 %", "    возможно, на месте (не уверены): 10, 25 %",
            "    чаще всего: \(Self.courier) — 40 из 121", "  80 m → нет: 0, не уверены: 40",
        ]
        for line in told { #expect(lines.contains(line), "«\(line)» in:\n\(lines.joined(separator: "\n"))") }
    }

    @Test("machines read the same")
    func json() async throws {
        let json = try await Self.findings().json
        let change: JSON = [
            "before": "pass", "after": "unsure", "steps": 20, "amount_kop": 3_001_000, "amount_known": 20,
        ]
        #expect(json["changes"] == .array([change]))
        let rule = try #require(json["rules"]?.array?.first { $0["rule"] == "geo.started" })
        #expect(rule["asked"] == 121 && rule["missed"] == 40)
        #expect(rule["causes"]?.array?.first?["case"] == "outside_ack")
        #expect(rule["causes"]?.array?.first?["steps"] == 30)
        #expect(rule["couriers"]?.array?.first?["courier"] == .string(Self.courier))
    }

    @Test("the page is well formed, stands alone, and lets nobody's text through as markup")
    func wellFormed() async throws {
        let page = Self.page(try await Self.findings())
        let parser = XMLParser(data: Data(page.utf8))
        #expect(parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        #expect(page.contains("&lt;К-07&gt; &amp; &quot;Ко&quot;") && !page.contains("<К-07>"))
        for outside in ["<script", "<link", "<img", "src=", "href=", "url(", "@import", "http"] {
            #expect(!page.contains(outside), "\(outside)")
        }
    }

    @Test("the page has each rule, a drawing of each figure and of each curve, and every drawing says what it shows")
    func drawings() async throws {
        let findings = try await Self.findings()
        let page = Self.page(findings)
        #expect(!findings.rules.isEmpty)
        for rule in findings.rules { #expect(page.contains("<code>\(rule.id)</code>"), "\(rule.id)") }
        let drawings = page.components(separatedBy: "<svg ").dropFirst()
        #expect(drawings.count == findings.rules.flatMap(\.charts).count + 1)
        for drawing in drawings {
            #expect(drawing.contains(#"role="img" aria-label=""#) && drawing.contains("<title>"))
        }
        let pieces = [
            "<title>Иначе решается 20 шагов из 121 — кандидат \(findings.revision)</title>",
            "<dd>за 27.11.2026</dd>", "<dd>27.11.2026 в 15:00</dd>",
            #"<span class="outcome pass">проходит</span> → <span class="outcome unsure">не уверены</span>"#,
            #"<td class="number">30 010 ₽</td>"#, ">порог 80 м</text>", ">до 16 м</text>", ">100 m</text>",
            "80 m — не проходит 0, не уверены 40", "до точки 81 м &gt; 80 м (radius)",
        ]
        for piece in pieces { #expect(page.contains(piece), "\(piece)") }
    }

    @Test("a bar is as long as its count, and a threshold lies between what is under it and what is beyond")
    func bars() async throws {
        let chart = try #require(
            try await Self.findings().rules.first { $0.id == "geo.started" }?.charts.first {
                $0.measure.threshold.figure == "distance_m" && $0.parameter == "radius"
            })
        // 0…16, 17…32, …, 65…80 | 81…96, 97…112, 113…120 m.
        #expect(chart.bars.map(\.count) == [17, 16, 16, 16, 16, 16, 16, 8, 0, 0, 0])
        let svg = HistogramChart(bars: chart).svg.page
        #expect(svg.contains(#"<rect class="bar" x="104" y="2" width="168""#))
        #expect(svg.contains(#"<rect class="bar" x="104" y="166" width="79.1""#), "\(svg)")
        #expect(svg.contains(#"<line class="threshold" x1="0" x2="340" y1="118" y2="118">"#))
    }

    @Test("of no steps the page says that there are none")
    func empty() async throws {
        let page = Self.page(try await Self.findings(steps: false))
        #expect(page.contains("<h1>За этот срок решений нет: сравнивать не с чем</h1>") && !page.contains("<svg"))
        #expect(XMLParser(data: Data(page.utf8)).parse())
    }

    @Test("--html writes the page beside the lines, and a file that cannot be written is a wrong call")
    func command() async throws {
        // Given
        let history = try StoredHistory()
        let facts = try #require(Self.facts().last)
        try await history.store.transaction { session in
            try session.keep(
                KeptDecision(
                    id: "d-1", at: Self.noon, receivedAt: Self.noon, step: "started", courier: Self.courier,
                    task: "1", revision: RevisionID("old"), outcome: "pass", caller: "c", correlationID: "c",
                    facts: facts,
                    verdicts: [], explanation: []))
        }
        try history.store.close()
        let file = history.folder.path("страница.html")
        let call = ["policy", "backtest", "--tree", House.tree.path] + history.options
        // When
        let written = try await PochtarProcess.run(call + ["--html", file])
        let nowhere = try await PochtarProcess.run(call + ["--html", history.folder.path("нет/страница.html")])
        let folder = try await PochtarProcess.run(call + ["--html", history.folder.url.path])
        // Then
        #expect(written.code == 0 && written.output.contains("иначе решается 1"), "\(written.error)")
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("Иначе решается 1 шаг из 1"))
        #expect(nowhere.code == 2 && nowhere.error.contains("нет: создайте её") && nowhere.output.isEmpty)
        #expect(folder.code == 2 && folder.error.contains("не пишется"), "\(folder.error)")
    }

    @Test(
        "money is written to the kopeck, and shares to a tenth",
        arguments: [(0, "0 ₽"), (5, "0,05 ₽"), (18_340_000, "183 400 ₽"), (-150, "-1,50 ₽"), (110, "1,10 ₽")])
    func money(_ kopecks: Int, _ text: String) {
        #expect(kopecks.roubles == text)
        #expect(Int.max.roubles == "92 233 720 368 547 758,07 ₽" && Int.min.roubles == "-92 233 720 368 547 758,08 ₽")
        #expect(1.share(of: 3) == "33,3 %" && 1.share(of: 2) == "50 %" && 1.share(of: 9999) == "< 0,1 %")
        #expect(0.share(of: 0) == "0 %" && 3.share(of: 3) == "100 %")
    }
}
