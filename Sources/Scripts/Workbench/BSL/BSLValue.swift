/// A value as rules write them.
enum BSLValue: Hashable {
    /// An argument left out, or «Неопределено».
    case nothing
    case text(String)
    case number(String)
    case flag(Bool)
    /// `Метаданные.Справочники.Банки`.
    case path([String])
    /// An expression; it would have to be run.
    case code(String)

    init(_ tokens: ArraySlice<BSLToken>) {
        guard let first = tokens.first else {
            self = .nothing
            return
        }
        let path = BSLStatement.path(at: tokens)
        if path.count * 2 - 1 == tokens.count {
            self = Self.named(path)
        } else if tokens.count == 1, first.kind == .string {
            self = .text(first.text)
        } else if tokens.count == 1, first.kind == .number {
            self = .number(first.text)
        } else if let call = BSLCall(tokens), Self.predefined.contains(call.method),
            case .text(let text) = call.value(0)
        {
            self = .path(text.split(separator: ".").map(String.init))
        } else {
            self = .code(BSLStatement.spelled(Array(tokens)))
        }
    }

    /// What a string holds; nil for anything else and for an empty one.
    var words: String? {
        guard case .text(let text) = self, !text.isEmpty else { return nil }
        return text
    }

    /// The last name: `Физическое` of `Перечисления.Лица.Физическое`; of a string, the string.
    var bare: String? {
        if case .path(let names) = self { return names.last }
        return words
    }

    private static let predefined = ["предопределенноезначение", "predefinedvalue"]

    private static func named(_ path: [BSLToken]) -> BSLValue {
        guard path.count == 1 else { return .path(path.map(\.text)) }
        switch path[0].folded {
        case "истина", "true": return .flag(true)
        case "ложь", "false": return .flag(false)
        case "неопределено", "undefined", "null": return .nothing
        default: return .path([path[0].text])
        }
    }
}
