import ArgumentParser

/// The protocol of the unmatched for whoever decides.
struct UnmatchedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmatched",
        abstract:
            "Несопоставленное: чего нет в таблицах, чего нет, несколько или похожее в приёмнике; решить, что это.",
        subcommands: [
            UnmatchedListCommand.self, UnmatchedChooseCommand.self, UnmatchedCreateCommand.self,
            UnmatchedSkipCommand.self,
        ],
        defaultSubcommand: UnmatchedListCommand.self)

    @OptionGroup var options: SettingsOptions
}
