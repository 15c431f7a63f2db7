import Foundation
import Messages
import Policies
import Scripts

/// What candidate policies would have decided, as a page that whoever answers for the delivery reads: one file that
/// needs no other, and no scripts.
struct PolicyBacktestPage {
    private static let mostCouriers = 50

    let findings: PolicyBacktestFindings
    /// When it is made.
    let made: Instant
    /// Where the office is: days and hours are told in its zone.
    let zone: TimeZone

    /// The file's text.
    var text: String {
        let head: [HTML] = [
            .tag("meta", ["charset": "utf-8"]),
            .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .tag("title", "\(title) — кандидат \(findings.revision)"), .style(PageStyle.sheet),
        ]
        let body = findings.backtest.steps == 0 ? [self.head] : [self.head, tiles] + sections
        return HTML.tag(
            "html", ["lang": "ru"],
            [.tag("head", [:], head), .tag("body", [:], [.tag("main", [:], body + [Self.foot])])]
        ).page
    }

    private var title: String {
        let (steps, changed) = (findings.backtest.steps, findings.changed.steps)
        if steps == 0 { return "За этот срок решений нет: сравнивать не с чем" }
        if changed == 0 { return "Все решения остаются теми же" }
        return "Иначе решается \(changed.readable) \(changed.form("шаг", "шага", "шагов")) из \(steps.readable)"
    }

    private var head: HTML {
        var facts = [("Кандидат", HTML.tag("code", findings.revision))]
        if let span = findings.backtest.span {
            let (first, last) = (day(span.lowerBound), day(span.upperBound))
            facts.append(("Шаги", .text(first == last ? "за \(first)" : "с \(first) по \(last)")))
        }
        facts.append(("Составлено", .text("\(day(made)) в \(hour(made))")))
        return .tag(
            "header", [:],
            [
                .tag("p", ["class": "soft"], "Почтарь: политики-кандидаты на прошлых шагах курьеров"),
                .tag("h1", title),
                .tag("dl", [:], facts.map { .tag("div", [:], [.tag("dt", $0), .tag("dd", [:], [$1])]) }),
            ])
    }

    private var tiles: HTML {
        func tile(_ title: String, _ figure: String, _ note: String) -> HTML {
            .tag(
                "div", ["class": "tile"],
                [
                    .tag("p", ["class": "soft"], title), .tag("p", ["class": "figure"], figure),
                    .tag("p", ["class": "soft"], note),
                ])
        }
        func money(_ volume: Volume) -> String { volume.priced > 0 ? "на \(volume.kopecks.roubles)" : "" }
        let (steps, changed) = (findings.backtest.steps, findings.changed)
        return .tag(
            "div", ["class": "tiles"],
            [
                tile("Всего шагов", steps.readable, "решены ещё раз, по тем же фактам"),
                tile("Решаются иначе", changed.steps.readable, changed.steps.share(of: steps)),
                tile("Строже для курьера", findings.stricter.steps.readable, money(findings.stricter)),
                tile("Мягче для курьера", findings.milder.steps.readable, money(findings.milder)),
            ])
    }

    private var sections: [HTML] {
        let (changed, same) = (findings.rules.filter(\.isChanged), findings.rules.filter { !$0.isChanged })
        return [
            halves([section("Что станет с шагами", changes), section("Кому станет строже", couriers)]),
            section("Какие правила решают иначе", changed.map(\.card)),
            section("Что не в счёт по послаблениям", waived),
            section(
                "Другие числа",
                findings.backtest.curves.isEmpty
                    ? [] : [.tag("div", ["class": "halves curves"], findings.backtest.curves.map(Self.curve))]),
            section(
                "Какие решают так же",
                same.map { .tag("details", [:], [.tag("summary", $0.heading), $0.card]) }),
        ].compactMap { $0 }
    }

    /// Beside each other where there is room.
    private func halves(_ parts: [HTML?]) -> HTML {
        .tag("div", ["class": "halves"], parts.compactMap { $0 })
    }

    /// Nil when there is nothing to say.
    private func section(_ title: String, _ parts: [HTML]) -> HTML? {
        parts.isEmpty ? nil : .tag("section", [:], [.tag("h2", title)] + parts)
    }

    private var changes: [HTML] {
        guard !findings.changes.isEmpty else { return [] }
        let rows = findings.changes.map { change -> [HTML] in
            let (before, after) = (change.key.before.rawValue, change.key.after.rawValue)
            return [
                .tag("span", [:], [.outcome(change.before, before), " → ", .outcome(change.after, after)]),
                .figure(change.volume.steps.readable, change.volume.steps.share(of: findings.backtest.steps)),
                change.volume.money,
            ]
        }
        let caption = "Сколько шагов, какая это доля от всех и на какую сумму"
        return [.tag("div", ["class": "card"], [.table(caption, ["Было → станет", "#Шагов", "#Сумма"], rows)])]
    }

    private var couriers: [HTML] {
        let worse = findings.worse
        guard !worse.isEmpty else { return [] }
        let rows = worse.prefix(Self.mostCouriers).map { courier, volume -> [HTML] in
            [.text(courier), .text(volume.steps.readable), volume.money]
        }
        let rest = worse.count - rows.count
        let caption = "Шаги, которые решаются строже" + (rest > 0 ? "; курьеров ещё \(rest.readable)" : "")
        return [.tag("div", ["class": "card"], [.table(caption, ["Курьер", "#Шагов", "#Сумма"], rows)])]
    }

    private var waived: [HTML] {
        guard !findings.waived.isEmpty else { return [] }
        let rows = findings.waived.map { waiver -> [HTML] in
            [.tag("code", waiver.id), .text(waiver.verdicts.readable)]
        }
        return [.tag("div", ["class": "card"], [.table("Сколько ответов", ["Послабление", "#Ответов"], rows)])]
    }

    private static func curve(_ curve: Curve) -> HTML {
        .tag(
            "article", [:],
            [
                .tag("h3", curve.rule.title),
                .tag(
                    "p", ["class": "about soft"], "\(curve.rule.id).\(curve.parameter.name): \(curve.parameter.title)"),
                .tag(
                    "p", ["class": "soft"],
                    [.outcome("не проходит", "fail"), " \u{2003}", .outcome("не уверены", "unsure")]),
                .tag("div", ["class": "scroll"], [CurveChart(curve: curve).svg]),
            ])
    }

    private static let foot = HTML.tag(
        "footer", ["class": "soft"],
        "Так решили бы политики-кандидаты. Сами решения не изменены. Страницу составил pochtar policy backtest.")

    private func day(_ moment: Instant) -> String {
        let date = local(moment).prefix(10).split(separator: "-")
        return date.reversed().joined(separator: ".")
    }

    private func hour(_ moment: Instant) -> String { String(local(moment).dropFirst(11).prefix(5)) }

    private func local(_ moment: Instant) -> String { moment.local(in: zone).rfc3339 }
}

extension HTML {
    /// What was said or would be, with the colour of its name.
    static func outcome(_ title: String, _ name: String) -> HTML {
        .tag("span", ["class": "outcome \(name)"], title)
    }

    /// A number with a smaller note below it.
    fileprivate static func figure(_ number: String, _ note: String) -> HTML {
        .tag("span", [:], [.text(number), .tag("span", ["class": "note"], note)])
    }
}

extension Volume {
    /// The money alone, and of how many steps it is known when it is not of all; a dash when nobody knows any.
    fileprivate var money: HTML {
        guard priced > 0 else { return "—" }
        return priced == steps
            ? .text(kopecks.roubles) : .figure(kopecks.roubles, "известна у \(priced.readable)")
    }
}
