import Messages
import Scripts
import YAML

/// Reads a rule's `then`.
struct ConsequenceReader {
    private static let longest = Span.hours(24 * 30)

    let kind: RuleKind

    /// Nil after a fault; none where a rule has no `then`.
    func read(_ value: YAMLValue?, hasWindow: Bool) -> [Consequence]? {
        guard let value else { return [] }
        return value.list(count: 1...20) { consequence($0, hasWindow) }
    }

    private func consequence(_ value: YAMLValue, _ hasWindow: Bool) -> Consequence? {
        guard let map = value.mapping() else { return nil }
        let names = kind.cases.map(\.name)
        let cases = map.required("on")?.list(count: 1...names.count) { $0.choice(of: names) }
        let momentValue = map.optional("at")
        let moment = momentValue.map { $0.choice(Consequence.Moment.self) } ?? .step
        let deed = map.required("do")?.choice(Consequence.Deed.self)
        let whom = map.required("whom")?.string()
        let after = map.optional("escalate_after").map { span($0) }
        let next = map.optional("escalate_to").map { $0.string() }
        guard let cases, let moment, let deed, let whom, after != .some(nil), next != .some(nil) else { return nil }
        if moment == .close, !hasWindow {
            momentValue?.fault("at: close бывает только у правила с window: закрывается срок, а не шаг")
            return nil
        }
        if (after == nil) != (next == nil) {
            value.fault("escalate_after и escalate_to пишут вместе: через сколько и к кому уходит поручение")
            return nil
        }
        return Consequence(
            cases: Set(cases), moment: moment, deed: deed, whom: whom, escalateAfter: after.flatMap { $0 },
            escalateTo: next.flatMap { $0 })
    }

    private func span(_ value: YAMLValue) -> Span? {
        value.milliseconds(in: 1000...Self.longest.milliseconds).map(Span.init(milliseconds:))
    }
}
