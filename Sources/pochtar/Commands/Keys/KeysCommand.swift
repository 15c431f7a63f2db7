import ArgumentParser

/// The keys of those who may call the postman.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Ключи вызывающих: создать, показать, отозвать.",
        subcommands: [KeysCreateCommand.self, KeysListCommand.self, KeysRevokeCommand.self],
        defaultSubcommand: KeysListCommand.self)

    @OptionGroup var options: SettingsOptions
}
