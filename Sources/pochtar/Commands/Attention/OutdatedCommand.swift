import ArgumentParser

/// What was delivered before something it read has changed.
struct OutdatedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outdated",
        abstract: "Доставленное, у которого потом изменилось то, что читал маппинг: показать, отобразить заново.",
        subcommands: [OutdatedListCommand.self, OutdatedRedriveCommand.self],
        defaultSubcommand: OutdatedListCommand.self)

    @OptionGroup var options: SettingsOptions
}
