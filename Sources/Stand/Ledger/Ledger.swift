import Messages

/// What each peer holds and how often each effect happened, judged: nothing lost, nothing twice, nothing out of order.
package struct Ledger: Sendable {
    package let sent: [SentObject]
    package let objects: [UT11Object]
    /// Acknowledged versions whose witness УТ 11 does not show.
    package let lost: [LedgerFinding]
    /// Two objects for one, or one effect that one key had twice.
    package let twice: [LedgerFinding]
    /// Older contents written after newer ones.
    package let outOfOrder: [LedgerFinding]
    /// All effects of УТ 11.
    package let effectCount: Int

    /// Reads both peers as they are now.
    package init(sent log: SentLog, base: UT11Database) {
        sent = log.objects
        objects = base.objects
        effectCount = base.effectCount
        lost = LossSearch(objects: objects).lost(of: sent)
        twice = Self.doubles(objects) + Self.repeatedEffects(objects)
        outOfOrder = base.reorderings.map { reordering in
            LedgerFinding(
                object: "\(reordering.set)(\(reordering.reference))", presentation: reordering.late.text,
                sentence: "версия \(reordering.late.version) записана после версии \(reordering.newest)")
        }
    }

    /// Objects of one entity that the business takes for one: a document's number and date, an item's code, or name and
    /// article.
    private static func doubles(_ objects: [UT11Object]) -> [LedgerFinding] {
        var first: [String: UT11Object] = [:]
        var findings: [LedgerFinding] = []
        for object in objects where !object.isDeleted && !object.presentation.isEmpty {
            let code = object.header["Code"]?.string ?? ""
            let article = object.header["Артикул"]?.string ?? ""
            let identity = [object.set, code.isEmpty ? object.presentation : code, article].joined(separator: "\n")
            guard let other = first[identity] else {
                first[identity] = object
                continue
            }
            // What was there twice before anybody sent anything is nobody's fault here.
            if object.wasLoaded, other.wasLoaded { continue }
            findings.append(
                finding(object, "тот же объект есть ещё раз: \(other.reference)"))
        }
        return findings
    }

    /// A key that had the same kind of effect on one object more than once, and objects that were created again.
    private static func repeatedEffects(_ objects: [UT11Object]) -> [LedgerFinding] {
        var findings: [LedgerFinding] = []
        for object in objects {
            if object.timesCreated > 1 { findings.append(finding(object, "создан \(Self.times(object.timesCreated))")) }
            var seen: [String: Int] = [:]
            // The first change of an object that was there before is to it what its creation is to another.
            var isUntouched = object.wasLoaded
            for effect in object.effects {
                guard let key = effect.key else { continue }
                let kind = isUntouched && effect.kind == .changed ? Effect.Kind.created : effect.kind
                isUntouched = false
                seen[kind.rawValue + " по ключу " + key, default: 0] += 1
            }
            for (what, times) in seen.sorted(by: { $0.key < $1.key }) where times > 1 {
                findings.append(finding(object, "\(Self.times(times)) \(what)"))
            }
        }
        return findings
    }

    private static func times(_ count: Int) -> String { "\(count) \(count.form("раз", "раза", "раз"))" }

    private static func finding(_ object: UT11Object, _ sentence: String) -> LedgerFinding {
        LedgerFinding(
            object: "\(object.set)(\(object.reference))", presentation: object.presentation, sentence: sentence)
    }
}
