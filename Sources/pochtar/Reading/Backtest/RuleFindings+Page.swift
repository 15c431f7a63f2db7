import Policies
import Scripts

extension RuleFindings {
    private static let mostCouriers = 8

    /// Whether the rule says something else of some step.
    var isChanged: Bool { !flips.isEmpty }

    /// The rule's title and its name.
    var heading: String { title.map { "\($0) (\(id))" } ?? id }

    /// The rule on a page: what it says otherwise, why steps do not pass, whose they are, and what was measured.
    var card: HTML {
        let share = asked > 0 ? " (\(missed.share(of: asked)))" : ""
        let about = [
            "Спрошено о \(asked.readable) (\(noun.many)), не пропустит \(missed.readable)\(share).",
            "То же, что и было, скажет о \(tally.same.readable).",
        ].joined(separator: " ")
        let columns = [flipped, causes.isEmpty ? [] : [why, who], misses.isEmpty ? [] : [missing]]
            .filter { !$0.isEmpty }
        var parts: [HTML] = [
            .tag("h3", title ?? id),
            .tag("p", ["class": "about soft"], [.tag("code", id), .text(title == nil ? ": у кандидата его нет" : "")]),
            .tag("p", about),
        ]
        if !columns.isEmpty {
            parts.append(.tag("div", ["class": "halves"], columns.map { .tag("div", [:], $0) }))
        }
        if !charts.isEmpty { parts.append(.tag("div", ["class": "charts"], charts.map(Self.chart))) }
        return .tag("article", [:], parts)
    }

    private var flipped: [HTML] {
        guard isChanged else { return [] }
        let rows = flips.map { flip -> [HTML] in
            [
                .outcome(flip.before, flip.key.before?.rawValue ?? "none"),
                .outcome(flip.after, flip.key.after?.rawValue ?? "none"), .text(flip.steps.readable),
            ]
        }
        let examples = flips.flatMap(\.examples)
        return [
            .table("Что правило скажет иначе", ["Было", "Станет", "#Сколько"], rows), .tag("h4", "Например"),
            .tag("ul", [:], examples.map(Self.example)),
        ]
    }

    private static func example(_ example: RuleTally.Example) -> HTML {
        let step = example.step.map { "«\($0.title)»" }
        let who = [example.courier, step].compactMap { $0 }.joined(separator: ", ")
        return .tag(
            "li", [:],
            [
                .tag("p", [:], [.tag("strong", who), .text(example.words.map { " — \($0)" } ?? "")]),
                .tag("code", example.decision),
            ])
    }

    private var why: HTML {
        let rows = causes.map { cause -> [HTML] in
            [
                .text(cause.title), .outcome(cause.ruling, cause.key.ruling.rawValue), .text(cause.steps.readable),
                .text(cause.steps.share(of: missed)),
            ]
        }
        return .table("Почему не проходят", ["Причина", "Ответ", "#Сколько", "#Доля"], rows)
    }

    private var missing: HTML {
        let all = misses.map(\.count).reduce(0, +)
        let rows = misses.map { miss -> [HTML] in
            [.text(miss.title), .text(miss.count.readable), .text(miss.count.share(of: all))]
        }
        return .table("Почему операции не в счёт", ["Что было", "#Операций", "#Доля"], rows)
    }

    private var who: HTML {
        let rows = couriers.prefix(Self.mostCouriers).map { courier -> [HTML] in
            [
                .text(courier.name), .text(courier.record.missed.readable), .text(courier.record.asked.readable),
                .text(courier.record.missed.share(of: courier.record.asked)),
            ]
        }
        let rest = couriers.count - rows.count
        let caption = "У кого чаще всего" + (rest > 0 ? "; курьеров ещё \(rest.readable)" : "")
        return .table(caption, ["Курьер", "#Не проходит", "#Из скольких", "#Доля"], rows)
    }

    private static func chart(_ bars: HistogramBars) -> HTML {
        .tag(
            "div", [:],
            [
                .tag("h4", bars.figure),
                .tag("p", ["class": "soft"], [.text("\(bars.parameterTitle) "), .tag("code", bars.parameter)]),
                HistogramChart(bars: bars).svg,
            ])
    }
}
