import Messages
import Scripts
import YAML

/// Gathers the values of one plugin's settings, what its script may see of them, and what is wrong.
struct PluginFilling {
    private let environment: Environment
    private let variables: [String: String]
    private var members: [JSON.Member] = []
    private var secrets: [String: String] = [:]
    private var faults: [String] = []

    init(environment: Environment, variables: [String: String]) {
        self.environment = environment
        self.variables = variables
    }

    /// What the script sees: a secret stands as `{"$secret":"name"}`.
    var visible: JSON { .object(members) }

    /// All that is wrong; nil when nothing is.
    var fault: SettingsFault? { faults.isEmpty ? nil : SettingsFault(faults) }

    /// The text of a setting, secret or not; empty when it has none.
    func text(_ name: String) -> String {
        secrets[name] ?? members.first { $0.name == name }?.value.string ?? ""
    }

    /// Takes the value of one setting of the plugin, or its default.
    mutating func fill(_ setting: Plugin.Setting, with value: TargetValue?, of plugin: Plugin) {
        guard let value else {
            if let standard = setting.defaultValue { return members.append(.init(setting.name, standard)) }
            guard setting.isRequired else { return }
            let title = setting.title.map { " (\($0))" } ?? ""
            faults.append(
                "targets.\(plugin.target): нет обязательной настройки «\(setting.name)»\(title): допишите её в файл "
                    + "настроек или задайте \(Settings.variable(plugin.target, setting.name))")
            return
        }
        do throws(SettingsFault) {
            if setting.kind == .secret {
                secrets[setting.name] = try secret(setting, value)
                members.append(.init(setting.name, ["$secret": .string(setting.name)]))
            } else {
                members.append(.init(setting.name, try Self.json(setting, value)))
            }
        } catch {
            faults += error.lines
        }
    }

    /// Tells of settings that the plugin does not have.
    mutating func refuse(_ strangers: [String: TargetValue], of plugin: Plugin) {
        let known = (plugin.settingsSchema.map(\.name) + ["max_in_flight"]).joined(separator: ", ")
        for (name, value) in strangers.sorted(by: { $0.key < $1.key }) {
            faults.append("\(value.origin): у коннектора \(plugin.name) нет настройки «\(name)»; есть: \(known)")
        }
    }

    private func secret(_ setting: Plugin.Setting, _ value: TargetValue) throws(SettingsFault) -> String {
        switch (value.content, value.origin) {
        case (.secret(let reference), _): return try reference.resolve(variables, at: value.origin)
        case (.plain(let text, _), .variable), (.plain(let text, _), .builtIn): return text
        case (.plain(let text, _), _) where environment == .dev: return text
        default:
            throw SettingsFault(
                value.origin,
                "\(setting.name) — секрет, ему не место в файле: напишите { secret: file:/путь } или "
                    + "{ secret: env:ИМЯ }")
        }
    }

    private static func json(_ setting: Plugin.Setting, _ value: TargetValue) throws(SettingsFault) -> JSON {
        guard case .plain(let text, let isQuoted) = value.content else {
            throw SettingsFault(value.origin, "\(setting.name) — не секрет: напишите само значение")
        }
        let place = YAMLPlace(file: "", line: 1, column: 1)
        let meaning = YAMLScalar(text: text, quoted: isQuoted, place: place).meaning
        switch (setting.kind, meaning) {
        case (.string, _), (.secret, _): return .string(text)
        case (.boolean, .boolean(let flag)): return .bool(flag)
        case (.number, .number(let digits)): return .number(digits)
        case (.duration, _): if let span = Span(written: text) { return .number(String(span.milliseconds)) }
        default: break
        }
        throw SettingsFault(value.origin, "\(setting.name): нужно \(Self.wish(setting.kind))")
    }

    private static func wish(_ kind: Plugin.Setting.Kind) -> String {
        switch kind {
        case .string, .secret: "значение"
        case .number: "число"
        case .boolean: "true или false"
        case .duration: "время вида 500ms, 30s, 5m, 12h"
        }
    }
}

extension Span {
    /// Reads `500ms`, `30s`, `5m`, `12h`, `90d`.
    fileprivate init?(written text: String) {
        guard let document = try? YAMLDocument(text: "span: \(text)", file: ""),
            let milliseconds = try? document.read({ $0.required("span")?.milliseconds() })
        else { return nil }
        self = .milliseconds(milliseconds)
    }
}

extension Settings {
    /// The environment variable of a target's setting.
    fileprivate static func variable(_ target: String, _ setting: String) -> String {
        "\(variablePrefix)TARGETS_\(target.uppercased())_\(setting.uppercased())"
    }
}
