import Messages
import Stand
import Storage

/// What came of a feed: the table, and the ledger's verdict.
struct Reckoning {
    /// Findings of each sort that are told.
    private static let mostFindings = 10

    /// What the postman's store says.
    let crossings: [TypeCrossing]
    /// What 10.3 says.
    let sent: [SentObject]
    let feed: FeedProgress
    let ledger: Ledger
    /// What has not arrived, in sentences.
    let stuck: [String]
    /// What a person has to decide first.
    let undecided: Undecided
    let took: Span
    /// The time that was over before all had settled; nil when all settled.
    let limit: Span?
    /// What went back to 10.3; nil when it did not come to that.
    var back: ReturnCount?

    /// Whether everything that was acknowledged has arrived, once and in order.
    var isGood: Bool {
        limit == nil && (stuck.isEmpty || !undecided.items.isEmpty) && feed.failed == 0 && lost.isEmpty
            && ledger.twice.isEmpty && ledger.outOfOrder.isEmpty
    }

    /// What is not in УТ 11 and does not wait for a decision.
    private var lost: [LedgerFinding] { ledger.lost.filter { !undecided.objects.contains($0.object) } }

    /// The table and what is wrong; the last line is the verdict.
    var lines: [String] {
        var lines = [""] + table.lines + ["", "Заняло \(took.measured); эффектов в УТ 11: \(ledger.effectCount)."]
        lines += back.map(\.lines) ?? []
        if let limit { lines.append("За \(limit.readable) не улеглось. Что застряло и почему:") }
        if !undecided.items.isEmpty {
            lines += ["Ждёт человека (pochtar unmatched), и с ним \(undecided.objects.count) объектов:"]
            lines += UnmatchedReport(items: undecided.items, total: undecided.items.count).lines
        } else if limit == nil, !stuck.isEmpty {
            lines.append("Не дошло. Что застряло и почему:")
        }
        if undecided.items.isEmpty || limit != nil { lines += stuck.map { "  " + $0 } }
        if feed.failed > 0 {
            lines.append("Почтарь не принял сообщений: \(feed.failed); последний раз: \(feed.lastFailure ?? "?")")
        }
        lines += Self.told("Потеряно", lost) + Self.told("Дважды", ledger.twice)
        lines += Self.told("Не по порядку", ledger.outOfOrder)
        return lines + ["\(lost.count) lost, \(ledger.twice.count) twice"]
    }

    private var table: TextTable {
        var table = TextTable([
            ("Тип объекта", .left), ("объектов", .right), ("отправлено", .right), ("отображено", .right),
            ("ждали / дождались", .right), ("в УТ 11", .right), ("нечего переносить", .right), ("задержка p50", .right),
            ("p95", .right),
        ])
        for crossing in crossings {
            let own = sent.filter { $0.object.type == crossing.type }
            table.add(Self.row(crossing, objects: own.count, messages: Self.messages(own)))
        }
        let total = TypeCrossing.total(crossings)
        table.add(Self.row(total, objects: sent.count, messages: Self.messages(sent)))
        return table
    }

    private static func row(_ crossing: TypeCrossing, objects: Int, messages: Int) -> [String] {
        [
            crossing.type, String(objects), String(messages), String(crossing.mapped),
            "\(crossing.parked) / \(crossing.woken)", String(crossing.confirmed), String(crossing.nothing),
            crossing.delay(share: 0.5)?.measured ?? "—", crossing.delay(share: 0.95)?.measured ?? "—",
        ]
    }

    /// How many messages carried these objects, repeats among them.
    private static func messages(_ objects: [SentObject]) -> Int {
        objects.reduce(0) { $0 + $1.versions.values.reduce(0) { $0 + $1.timesSent } }
    }

    private static func told(_ title: String, _ findings: [LedgerFinding]) -> [String] {
        guard !findings.isEmpty else { return [] }
        let told = findings.prefix(mostFindings).map { "  \($0.presentation) \($0.object): \($0.sentence)" }
        let rest = findings.count - told.count
        return ["\(title) (\(findings.count)):"] + told + (rest > 0 ? ["  …и ещё \(rest)"] : [])
    }
}

extension TypeCrossing {
    /// All types together.
    fileprivate static func total(_ parts: [TypeCrossing]) -> TypeCrossing {
        func sum(_ figure: KeyPath<TypeCrossing, Int>) -> Int { parts.reduce(0) { $0 + $1[keyPath: figure] } }
        return TypeCrossing(
            type: "Всего", objects: sum(\.objects), versions: sum(\.versions), mapped: sum(\.mapped),
            parked: sum(\.parked), woken: sum(\.woken), confirmed: sum(\.confirmed), nothing: sum(\.nothing),
            delays: parts.flatMap(\.delays).sorted())
    }
}
