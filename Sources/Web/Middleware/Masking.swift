package import Messages

/// Hides personal data in whatever is logged (CF-54): phone numbers and e-mail addresses anywhere in a text, and
/// everything in fields that are known to hold an address, a phone or a mailbox.
package enum Masking {
    /// The text with `+79161234567` as `+7********67` and `ivanov@example.ru` as `i***@example.ru`.
    package static func masked(_ text: String) -> String {
        guard PersonalDataScanner.suspects(text) else { return text }
        var scanner = PersonalDataScanner(text)
        return scanner.masked()
    }

    /// An address line: decoded for people where it can be, then masked like any text.
    package static func masked(path: String) -> String {
        masked(PercentText.decoded(path, plusIsSpace: false) ?? path)
    }

    /// The value with known fields hidden and all other texts masked.
    package static func masked(_ value: JSON) -> JSON {
        switch value {
        case .string(let text): .string(masked(text))
        case .array(let items): .array(items.map(masked))
        case .object(let members):
            .object(members.map { .init($0.name, isPersonal($0.name) ? hidden($0.value) : masked($0.value)) })
        case .number(let text): .number(text)
        case .bool, .null: value
        }
    }

    /// Whether a field of this name holds an address, a phone or a mailbox: `АдресДоставки`, `customer_phone`.
    package static func isPersonal(_ name: String) -> Bool {
        let isLower = name.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
        var name = isLower ? name : name.lowercased()
        return name.withUTF8 { name in
            parts.contains { part in
                name.indices.contains { name[$0] == part[0] && name[$0...].starts(with: part) }
            }
        }
    }

    private static let parts = ["адрес", "телефон", "почта", "email", "e_mail", "address", "phone", "mobile"]
        .map { Array($0.utf8) }

    private static func hidden(_ value: JSON) -> JSON {
        switch value {
        case .null, .bool: value
        case .string(let text): text.isEmpty ? value : "***"
        case .number: "***"
        case .array(let items): .array(items.map(hidden))
        case .object(let members): .object(members.map { .init($0.name, hidden($0.value)) })
        }
    }
}
