/// Which way a rule of «Конвертация данных» 3 works: a module has both, and each one makes another mapping.
package enum RuleDirection: String, CaseIterable, Sendable {
    /// From the configuration to the format.
    case sending = "отправка"
    /// From the format to the configuration.
    case receiving = "получение"

    /// As modules ask for it: `Если НаправлениеОбмена = "Отправка" Тогда`.
    private var asked: String {
        switch self {
        case .sending: "Отправка"
        case .receiving: "Получение"
        }
    }

    /// Fields of a rule that name handlers of this direction, in the order in which they are called.
    var events: [String] {
        switch self {
        case .sending: ["ПриОтправкеДанных"]
        case .receiving:
            ["ПриКонвертацииДанныхXDTO", "АлгоритмПоиска", "ПередЗаписьюПолученныхДанных", "ПослеЗагрузкиВсехДанных"]
        }
    }

    /// The directions that a statement is for.
    static func all(of statement: BSLStatement) -> Set<RuleDirection> {
        statement.conditions.reduce(into: Set(allCases)) { rest, condition in
            let named = allCases.filter { condition.strings.contains($0.asked) }
            guard named.count == 1 else { return }
            rest.formIntersection(condition.isDenied ? allCases.filter { $0 != named[0] } : named)
        }
    }

    /// Whether a condition only asks for the direction, or for the heads of rules.
    static func isAsked(by condition: BSLStatement.Condition) -> Bool {
        condition.names.contains { ["направлениеобмена", "толькозаголовки"].contains($0) } || condition.tokens.isEmpty
    }
}
