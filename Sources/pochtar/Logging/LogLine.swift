import Logging
import Messages
import Web

/// One event of the log, ready to be written in either form.
struct LogLine: Sendable {
    let at: Instant
    let level: Logger.Level
    let message: String
    let environment: Environment
    /// Metadata without nesting, sorted by name, with nothing in it that must not be seen.
    let members: [JSON.Member]

    /// What every line has; metadata of the same name gets an underscore.
    private static let reserved: Set<String> = ["timestamp", "level", "message", "environment"]

    /// The line in a form, without its line break.
    func text(in format: LogSettings.Format) -> [UInt8] {
        switch format {
        case .json: json
        case .text: Array(text.utf8)
        }
    }

    /// One JSON object.
    private var json: [UInt8] {
        let head: [JSON.Member] = [
            .init("timestamp", .string(at.rfc3339)), .init("level", .string(level.rawValue)),
            .init("message", .string(message)), .init("environment", .string(environment.rawValue)),
        ]
        return JSON.object(head + members).bytes(sortingKeys: false)
    }

    /// `2026-11-27T09:30:00.125Z warning target is away target=ut11`
    private var text: String {
        let pairs = members.map { " \($0.name)=\($0.value.string.map(Self.oneLine) ?? $0.value.text)" }
        return "\(at.rfc3339) \(level.rawValue) \(message.replacing("\n", with: " "))\(pairs.joined())"
    }

    /// Metadata as members: dictionaries become `outer.inner`, known numbers stay numbers, texts are masked.
    static func flattened(_ metadata: Logger.Metadata) -> [JSON.Member] {
        metadata.sorted { $0.key < $1.key }.flatMap { key, value in
            members(reserved.contains(key) ? key + "_" : key, value)
        }
    }

    private static func members(_ name: String, _ value: Logger.MetadataValue) -> [JSON.Member] {
        if case .dictionary(let inner) = value {
            return inner.sorted { $0.key < $1.key }.flatMap { members("\(name).\($0.key)", $0.value) }
        }
        return [.init(name, Masking.isPersonal(name) ? "***" : json(value))]
    }

    private static func json(_ value: Logger.MetadataValue) -> JSON {
        switch value {
        case .string(let text): .string(Masking.masked(text))
        case .stringConvertible(let value as Int): .number(String(value))
        case .stringConvertible(let value as any BinaryInteger): .number(value.description)
        case .stringConvertible(let value as Double) where value.isFinite: .number(value.description)
        case .stringConvertible(let value as Bool): .bool(value)
        case .stringConvertible(let value): .string(Masking.masked(value.description))
        case .array(let items): .array(items.map(json))
        case .dictionary(let inner):
            .object(inner.sorted { $0.key < $1.key }.map { .init($0.key, json($0.value)) })
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.contains { $0.isNewline || $0 == " " } ? JSON.string(text).text : text
    }
}
