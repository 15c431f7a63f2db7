import HTTPTypes
import Messages

/// The caller's name for one intended effect: 1–128 printable characters.
package struct IdempotencyKey: Sendable, Hashable {
    /// Where the rules are explained.
    package static let documentation = "/docs/idempotency"

    package let text: String

    /// Reads the header as an RFC 8941 string (`"a-1"`) or bare (`a-1`); both name the same key.
    init(_ headers: HTTPFields) throws(ProblemAnswer) {
        let values = headers[values: .idempotencyKey]
        guard let value = values.first.map({ String(HeaderText.trimmed($0)) }), !value.isEmpty, value != #""""# else {
            throw Self.refusal(
                .validationRequired, "Нет заголовка Idempotency-Key: без него повтор запроса сделал бы дело дважды.",
                "пришлите свой ключ для каждого нового дела и тот же при повторе")
        }
        guard values.count == 1, let text = Self.text(value), (1...128).contains(text.utf8.count) else {
            throw Self.refusal(
                .validationFormat, "Idempotency-Key записан неверно.",
                "нужен один ключ из 1–128 печатных символов ASCII, в кавычках или без")
        }
        self.text = text
    }

    private static func text(_ value: String) -> String? {
        guard value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        guard value.utf8.first == UInt8(ascii: "\"") else {
            return value.utf8.contains(UInt8(ascii: "\"")) ? nil : value
        }
        var text = ""
        var rest = value.dropFirst()
        while let character = rest.popFirst() {
            switch character {
            case "\"": return rest.isEmpty ? text : nil
            case "\\":
                guard let escaped = rest.popFirst(), escaped == "\"" || escaped == "\\" else { return nil }
                text.append(escaped)
            default: text.append(character)
            }
        }
        return nil
    }

    private static func refusal(_ code: ProblemCode, _ detail: String, _ message: String) -> ProblemAnswer {
        ProblemAnswer(
            Problem(code, detail, faults: [.init(field: "Idempotency-Key", message: message)]),
            headers: [.link: "<\(documentation)>; rel=\"describedby\""])
    }
}
