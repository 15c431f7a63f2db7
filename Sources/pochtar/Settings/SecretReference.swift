import Foundation

/// Where a secret is kept. Settings hold the reference only, so that they can be shown to anybody.
enum SecretReference: Sendable, Hashable, CustomStringConvertible {
    /// A file by its absolute path; a line break at its end does not belong to the secret.
    case file(String)
    /// An environment variable.
    case variable(String)

    /// Secrets are short; a longer file is the wrong one.
    static let mostBytes = 64 * 1024

    /// Reads `file:/path` or `env:NAME`; nil for anything else.
    init?(_ text: String) {
        if text.hasPrefix("file:/") {
            self = .file(String(text.dropFirst("file:".count)))
        } else if text.hasPrefix("env:"), text.count > "env:".count {
            self = .variable(String(text.dropFirst("env:".count)))
        } else {
            return nil
        }
    }

    var description: String {
        switch self {
        case .file(let path): "file:\(path)"
        case .variable(let name): "env:\(name)"
        }
    }

    /// The secret itself; throws a fault that names the reference and never its content.
    func resolve(_ variables: [String: String], at origin: SettingOrigin) throws(SettingsFault) -> String {
        switch self {
        case .variable(let name):
            guard let secret = variables[name], !secret.isEmpty else {
                throw SettingsFault(origin, "секрет \(self): переменной \(name) нет или она пуста; задайте её")
            }
            return secret
        case .file(let path):
            guard let content = FileManager.default.contents(atPath: path) else {
                throw SettingsFault(origin, "секрет \(self): файл не читается; проверьте путь и права")
            }
            guard content.count <= Self.mostBytes, let text = String(validating: content, as: UTF8.self) else {
                throw SettingsFault(origin, "секрет \(self): файл не похож на секрет: нужен короткий текст в UTF-8")
            }
            let secret = text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
            guard !secret.isEmpty else { throw SettingsFault(origin, "секрет \(self): файл пуст") }
            return secret
        }
    }
}
