import Foundation
import Messages

/// What stands in `Authorization`: a name and a secret (Basic), or a secret alone (Bearer).
struct Credentials: Sendable, Hashable {
    /// nil with Bearer: the secret alone names the key.
    let name: String?
    let secret: String

    init(name: String?, secret: String) {
        self.name = name
        self.secret = secret
    }

    /// Reads the header; every way to get it wrong is told apart, for 1С programmers see nothing but the answer.
    init(authorization header: String?) throws(Problem) {
        guard let header, !header.isEmpty else {
            throw Self.refusal("Нет заголовка Authorization. Передайте имя ключа и секрет: Basic base64(имя:секрет).")
        }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        let value = parts.count > 1 ? String(HeaderText.trimmed(parts[1])) : ""
        switch parts[0].lowercased() {
        case "basic": try self.init(basic: value)
        case "bearer" where !value.isEmpty: self.init(name: nil, secret: value)
        default: throw Self.refusal("Схема Authorization не подходит: нужна Basic или Bearer.")
        }
    }

    private init(basic value: String) throws(Problem) {
        guard let data = Data(base64Encoded: value) else {
            throw Self.refusal("После Basic нужен base64 от «имя:секрет»; прислано не base64.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Self.refusal("Имя и секрет в Basic должны быть в UTF-8; похоже, они закодированы в cp1251.")
        }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            throw Self.refusal("В Basic нет двоеточия между именем и секретом.")
        }
        let name = String(text[..<colon])
        guard !Self.looksEscaped(name) else {
            throw Self.refusal(
                "Имя ключа записано через %XX. Передайте его как есть, в UTF-8, и затем закодируйте base64.")
        }
        self.init(name: name, secret: String(text[text.utf8.index(after: colon)...]))
    }

    private static func looksEscaped(_ name: String) -> Bool {
        name.utf8.contains(UInt8(ascii: "%")) && PercentText.decoded(name).map { $0 != name } == true
    }

    private static func refusal(_ detail: String) -> Problem {
        Problem(.invalidToken, detail)
    }
}
