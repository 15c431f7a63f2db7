import Messages
import Pipeline
import Scripts

/// What a candidate tree would change of the stored history, as people read it and as machines do.
struct MappingDiffReport {
    let report: BacktestReport

    /// The number that counts stands first, what limits it last.
    var lines: [String] {
        let head = "Кандидат \(report.candidate) против живой ревизии \(report.live)."
        guard report.objects > 0 else { return [head, "В хранилище нет подходящих объектов."] }
        let whose = report.objects.form("объекта", "объектов", "объектов")
        let verdict = "из \(report.objects.readable) \(whose) \(Self.changed(report.changed))"
        let end = report.changed == 0 ? "." : ":"
        return [head, verdict + end] + report.changes.sections.flatMap(Self.told(_:)) + [""] + trust
    }

    /// How far the comparison can be relied upon.
    private var trust: [String] {
        var lines = ["Живая ревизия повторяет свою историю: \(Self.counted(report.reproduced))."]
        if report.irreproducible > 0 {
            lines.append(
                "Живая ревизия не повторяет свою историю: \(Self.counted(report.irreproducible)), из них "
                    + "\(Self.changed(report.irreproducibleChanged)) — этим отличиям верить нельзя:")
            lines += report.differences.sections.flatMap(Self.told(history:))
        }
        let rest = [
            ("Читали прежние версии других объектов", report.outdated),
            ("Отображены другими ревизиями, сравнены только живая и кандидат", report.ofOtherRevisions),
            ("Ещё не отображались", report.unmapped),
        ]
        return lines + rest.filter { $0.1 > 0 }.map { "\($0.0): \($0.1.readable)." }
    }

    private static func changed(_ count: Int) -> String {
        "\(count.form("изменится", "изменятся", "изменятся")) \(count.readable)"
    }

    private static func counted(_ objects: Int) -> String {
        "\(objects.readable) \(objects.form("объект", "объекта", "объектов"))"
    }

    private static func told(_ section: ChangeTally.Section) -> [String] {
        let lines = section.lines.flatMap { line in
            ["  \(line.kind.sentence): \(line.objects.readable)"]
                + line.examples.map { "    \(name($0)): \($0.before) → \($0.after)" }
        }
        let others = section.others > 0 ? ["  и ещё по-разному: \(section.others.readable)"] : []
        return ["\(section.mapping): \(section.objects.readable)"] + lines + others
    }

    private static func told(history section: ChangeTally.Section) -> [String] {
        section.lines.map { line in
            let what: String
            switch line.kind {
            case .fieldChanged(let slot): what = "слот «\(slot)» теперь другой"
            case .slotAppeared(let slot): what = "слота «\(slot)» в истории нет"
            case .slotVanished(let slot): what = "слот «\(slot)» есть только в истории"
            default: what = line.kind.sentence
            }
            return "  \(section.mapping), \(what): \(line.objects.readable), например "
                + line.examples.map(name).joined(separator: ", ")
        }
    }

    private static func name(_ example: ChangeTally.Example) -> String {
        (example.presentation.map { "\($0) " } ?? "") + "[\(example.object.id)]"
    }

    /// The same as one value.
    var json: JSON {
        .object([
            .init("live", .string("\(report.live)")), .init("candidate", .string("\(report.candidate)")),
            .init("objects", JSON(report.objects)), .init("changed", JSON(report.changed)),
            .init("changes", .array(report.changes.sections.map(Self.json))),
            .init(
                "history",
                .object([
                    .init("reproduced", JSON(report.reproduced)), .init("irreproducible", JSON(report.irreproducible)),
                    .init("irreproducible_changed", JSON(report.irreproducibleChanged)),
                    .init("outdated", JSON(report.outdated)),
                    .init("of_other_revisions", JSON(report.ofOtherRevisions)),
                    .init("unmapped", JSON(report.unmapped)),
                    .init("differences", .array(report.differences.sections.map(Self.json))),
                ])),
        ])
    }

    private static func json(_ section: ChangeTally.Section) -> JSON {
        .object([
            .init("mapping", .string(section.mapping)), .init("objects", JSON(section.objects)),
            .init("kinds", .array(section.lines.map(json))), .init("others", JSON(section.others)),
        ])
    }

    private static func json(_ line: ChangeTally.Line) -> JSON {
        .object([
            .init("kind", .string(line.kind.code.name)), .init("about", .string(line.kind.code.about)),
            .init("objects", JSON(line.objects)), .init("examples", .array(line.examples.map(json))),
        ])
    }

    private static func json(_ example: ChangeTally.Example) -> JSON {
        .object([
            .init("system", .string(example.object.system)), .init("type", .string(example.object.type)),
            .init("id", .string(example.object.id)), .init("presentation", JSON(example.presentation)),
            .init("before", .string(example.before)), .init("after", .string(example.after)),
        ])
    }
}
