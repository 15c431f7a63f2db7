import ArgumentParser
import Foundation

/// What says which settings are meant; the same for every command.
struct SettingsOptions: ParsableArguments {
    @Option(help: "Окружение: dev, test, uat или prod. По умолчанию dev.")
    var environment: Environment?

    @Option(help: ArgumentHelp("Файл настроек вместо <tree>/deploy/<environment>.yaml.", valueName: "file"))
    var settings: String?

    @Option(help: ArgumentHelp("Папка с mappings, policies и plugins. По умолчанию рабочая.", valueName: "dir"))
    var tree: String?

    @Option(help: ArgumentHelp("Папка данных. По умолчанию ./data.", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "PostgreSQL вместо встроенного хранилища: postgres://… или host=… dbname=….", valueName: "dsn"))
    var postgres: String?

    /// The environment variables of this process: the only place that reads them.
    static var variables: [String: String] { ProcessInfo.processInfo.environment }

    /// These options, and where they say nothing those that stood before the subcommand.
    func over(_ outer: SettingsOptions) -> SettingsOptions {
        var all = self
        all.environment = environment ?? outer.environment
        all.settings = settings ?? outer.settings
        all.tree = tree ?? outer.tree
        all.data = data ?? outer.data
        all.postgres = postgres ?? outer.postgres
        return all
    }

    /// The settings, and variables that look like ours and are not.
    func load() throws(SettingsFault) -> (settings: Settings, unknown: [String]) {
        var (settings, unknown) = try SettingsLoader(
            variables: Self.variables, environment: environment, file: self.settings, tree: tree, data: data
        ).load()
        if let postgres { settings.postgres = .plain(postgres) }
        return (settings, unknown)
    }
}

extension Environment: ExpressibleByArgument {}
