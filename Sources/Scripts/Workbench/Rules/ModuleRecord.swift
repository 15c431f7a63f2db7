/// A rule as a module of «Конвертация данных» 3 fills it: fields, lists, pairs of properties, pairs of values.
struct ModuleRecord {
    /// `ДобавитьПКС(СвойстваШапки, "Код", "КодВПрограмме", 1, "Правило")`.
    struct Pair {
        let own: BSLValue
        let format: BSLValue
        /// A handler fills it.
        let isComputed: Bool
        let rule: String?
        let condition: String?
    }

    /// `ДобавитьПКТЧ(ПравилоКонвертации, "Товары", "Товары")`.
    struct Table {
        let own: BSLValue
        let format: BSLValue
        var pairs: [Pair] = []
    }

    let line: Int
    let directions: Set<RuleDirection>
    /// By the name in small letters.
    var fields: [String: BSLValue] = [:]
    /// What `Правило.ПоляПоиска.Добавить(…)` added, by the list's name.
    var lists: [String: [BSLValue]] = [:]
    var pairs: [Pair] = []
    var tables: [Table] = []
    /// What a «Соответствие» holds that a field was given.
    var maps: [String: [(from: BSLValue, to: BSLValue)]] = [:]

    /// Whether it is a rule at all: other code fills objects in the same way.
    var isRule: Bool {
        [field("ИмяПКО"), field("ИмяПКПД")].contains { $0.words != nil } || !list("ИспользуемыеПКО").isEmpty
    }

    func field(_ name: String) -> BSLValue { fields[name.lowercased()] ?? .nothing }

    /// What was added to a list.
    func list(_ name: String) -> [BSLValue] { lists[name.lowercased()] ?? [] }
}
