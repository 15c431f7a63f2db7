import ArgumentParser

/// The queue for its operator.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Очередь: что ждёт, остановить поток, пустить дальше, отправить заново.",
        subcommands: [
            QueueListCommand.self, QueuePauseCommand.self, QueueResumeCommand.self, QueueRedriveCommand.self,
        ],
        defaultSubcommand: QueueListCommand.self)

    @OptionGroup var options: SettingsOptions
}
