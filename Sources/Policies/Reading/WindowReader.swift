import Messages
import YAML

/// Reads a rule's `window`.
enum WindowReader {
    static func read(_ value: YAMLValue) -> RuleWindow? {
        guard let map = value.mapping() else { return nil }
        let per = map.required("per")?.choice(RuleWindow.Period.self)
        let counts = map.required("counts")?.string()
        let hits = map.required("hits")?.strings(count: 1...50)
        let excuses = map.optional("excuses").map { $0.strings(count: 1...50) } ?? []
        let mostValue = map.optional("most_excuses")
        let most = mostValue.map { $0.int(in: 0...100_000) } ?? 0
        let late = map.required("late_until").flatMap { clock($0) }
        guard let per, let counts, let hits, let excuses, let most, let late else { return nil }
        if excuses.isEmpty != (mostValue == nil) {
            value.fault("excuses и most_excuses пишут вместе: какие исходы прощаются и сколько их за срок")
            return nil
        }
        if let both = hits.first(where: excuses.contains) {
            value.fault("исход «\(both)» стоит и в hits, и в excuses: он либо удача, либо не в счёт")
            return nil
        }
        return RuleWindow(
            per: per, counts: counts, hits: Set(hits), excuses: Set(excuses), mostExcuses: most, lateUntil: late)
    }

    /// A time of the day, `12:00`.
    private static func clock(_ value: YAMLValue) -> Span? {
        guard let text = value.string() else { return nil }
        if let match = text.wholeMatch(of: /([01][0-9]|2[0-3]):([0-5][0-9])/), let hour = Int64(match.1),
            let minute = Int64(match.2)
        {
            return .minutes(hour * 60 + minute)
        }
        value.fault("ожидается время дня в кавычках, как \"12:00\", а стоит «\(text)»")
        return nil
    }
}
