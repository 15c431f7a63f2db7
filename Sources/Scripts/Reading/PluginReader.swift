import Messages
import YAML

/// Reads `plugins/<name>/plugin.yaml`.
enum PluginReader {
    static func read(_ document: YAMLDocument, folder: String, unit: Int) throws(YAMLFaults) -> PluginManifest {
        try document.read { root in
            let nameValue = root.required("name")
            let name = nameValue?.string()
            let kind = root.required("kind")?.choice(of: PluginManifest.kinds)
            let version = root.required("version")?.int(in: 1...1_000_000)
            let title = root.required("title")?.string()
            guard let kind else {
                root.ignoreRest()
                return nil
            }
            if let name, name != folder {
                nameValue?.fault("name: «\(name)», а папка называется «\(folder)»: имена должны совпадать")
                root.ignoreRest()
                return nil
            }
            guard let system = Plugin.Kind(rawValue: kind) else {
                let rule = RuleKindReader.read(
                    root, name: folder, version: version ?? 1, title: title ?? folder, unit: unit)
                guard name != nil, version != nil, title != nil else { return nil }
                return rule.map(PluginManifest.rule)
            }
            return Self.system(root, system, folder, version, title, unit).map(PluginManifest.system)
        }
    }

    private static func system(
        _ root: YAMLMapping, _ kind: Plugin.Kind, _ name: String, _ version: Int?, _ title: String?, _ unit: Int
    ) -> Plugin? {
        let target = root.required("target")?.string()
        let settings = root.optional("settings")?.mapping()?.entries().compactMap { setting($0.name, $0.value) } ?? []
        let authorization = root.optional("auth").map { auth($0, settings) } ?? .some(Plugin.Authorization.none)
        guard let target, let version, let title, let authorization else { return nil }
        if kind == .feed, !settings.isEmpty || authorization != .none {
            root.fault("kind: feed — система забирает сама, ей ничего не посылают: settings и auth лишние")
            return nil
        }
        return Plugin(
            name: name, kind: kind, target: target, version: version, title: title, authorization: authorization,
            settingsSchema: settings,
            file: "plugins/\(name)/" + (kind == .feed ? "plugin.yaml" : "handler.lua"), unit: unit)
    }

    private static func setting(_ name: String, _ value: YAMLValue) -> Plugin.Setting? {
        guard let map = value.mapping() else { return nil }
        let kind = map.required("type")?.choice(Plugin.Setting.Kind.self)
        let isRequired = map.optional("required")?.bool() ?? false
        let standard = map.optional("default")
        let title = map.optional("title")?.string()
        guard let kind else { return nil }
        let json = standard.flatMap { defaultValue($0, kind) }
        return Plugin.Setting(name: name, kind: kind, isRequired: isRequired, defaultValue: json, title: title)
    }

    private static func defaultValue(_ value: YAMLValue, _ kind: Plugin.Setting.Kind) -> JSON? {
        switch kind {
        case .string: return value.string().map(JSON.string)
        case .number: return value.decimal().map(JSON.number)
        case .boolean: return value.bool().map(JSON.bool)
        case .duration: return value.milliseconds().map { .number(String($0)) }
        case .secret:
            value.fault("default: у секрета умолчания не бывает")
            return nil
        }
    }

    /// `basic: {login: …, password: …}` or `bearer: {token: …}`, naming settings.
    private static func auth(_ value: YAMLValue, _ settings: [Plugin.Setting]) -> Plugin.Authorization? {
        guard let map = value.mapping() else { return nil }
        if let basic = map.optional("basic")?.mapping() {
            let login = basic.required("login").flatMap { setting($0, settings) }
            let password = basic.required("password").flatMap { setting($0, settings) }
            guard let login, let password else { return nil }
            return .basic(login: login, password: password)
        }
        guard let bearer = map.required("bearer")?.mapping() else { return nil }
        return bearer.required("token").flatMap { setting($0, settings) }.map { .bearer(token: $0) }
    }

    private static func setting(_ value: YAMLValue, _ settings: [Plugin.Setting]) -> String? {
        value.choice(of: settings.map(\.name))
    }
}
