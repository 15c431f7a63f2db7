import ArgumentParser

/// The protocol of the unmatched for whoever decides.
struct UnmatchedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmatched",
        abstract: "Несопоставленное: чего нет в таблицах, чего нет или несколько в приёмнике; выбрать или пропустить.",
        subcommands: [UnmatchedListCommand.self, UnmatchedChooseCommand.self, UnmatchedSkipCommand.self],
        defaultSubcommand: UnmatchedListCommand.self)

    @OptionGroup var options: SettingsOptions
}
