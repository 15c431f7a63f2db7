import Connectors
import Messages
import Scripts

extension TargetSettings {
    /// Where and how the plugin's connector sends: the plugin's settings filled in, its secrets fetched.
    ///
    /// - Parameters:
    ///   - variables: where `env:` secrets are.
    ///   - timeout: how long one request may take.
    /// - Throws: every fault, each with its place; none shows a secret.
    func destination(
        for plugin: Plugin, in environment: Environment, variables: [String: String], timeout: Span
    ) throws(SettingsFault) -> Destination {
        var filling = PluginFilling(environment: environment, variables: variables)
        for setting in plugin.settingsSchema {
            filling.fill(setting, with: values[setting.name], of: plugin)
        }
        filling.refuse(values.filter { entry in !plugin.settingsSchema.contains { $0.name == entry.key } }, of: plugin)
        let authorization: Destination.Authorization =
            switch plugin.authorization {
            case .none: .none
            case .basic(let login, let password):
                .basic(login: filling.text(login), password: filling.text(password))
            case .bearer(let token): .bearer(token: filling.text(token))
            }
        if let fault = filling.fault { throw fault }
        let destination = Destination(
            baseURL: filling.text("base_url"), authorization: authorization, settings: filling.visible,
            maxInFlight: maxInFlight, timeout: timeout)
        guard let destination else {
            throw SettingsFault(
                values["base_url"]?.origin ?? .builtIn,
                "base_url системы \(plugin.target): нужен адрес http:// или https:// без имени пользователя, ? и #")
        }
        return destination
    }
}
