/// A JSON value that loses nothing: numbers stay as written, members keep their order, null differs from absent.
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// The number's text as it was written: `9007199254740993`, `10.10`.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// One name and value of an object, in the order they were written.
    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// The member of an object by name; nil for an absent name and for anything that is not an object.
    package subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    package var int: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }

    package var array: [JSON]? {
        if case .array(let items) = self { items } else { nil }
    }

    package var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    package var isNull: Bool { if case .null = self { true } else { false } }

    /// Whether the value is an object or an array.
    var isContainer: Bool {
        switch self {
        case .object, .array: true
        case .null, .bool, .number, .string: false
        }
    }

    /// What the value is, in Russian, for error messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "булево"
        case .number: "число"
        case .string: "строка"
        case .array: "массив"
        case .object: "объект"
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral text: String) { self = .string(text) }
    package init(integerLiteral number: Int) { self = .number(String(number)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral items: JSON...) { self = .array(items) }
    package init(dictionaryLiteral pairs: (String, JSON)...) { self = .object(pairs.map { Member($0.0, $0.1) }) }

    /// A string, or null for nil.
    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }
    /// A whole number, or null for nil.
    package init(_ number: Int?) { self = number.map { .number(String($0)) } ?? .null }
}
