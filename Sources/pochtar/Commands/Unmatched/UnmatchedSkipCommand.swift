import ArgumentParser
import Messages
import Pipeline

/// Says that an object is not to cross.
struct UnmatchedSkipCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Не переносить этот объект; следующая его версия спросит снова.")

    @Argument(help: ArgumentHelp("Номер отправки из протокола.", valueName: "отправка"))
    var dispatch: String

    @Option(help: ArgumentHelp("Почему; останется в журнале.", valueName: "текст"))
    var reason: String

    @OptionGroup var own: SettingsOptions

    @ParentCommand var unmatched: UnmatchedCommand

    func run() async throws {
        let decision = UnmatchedDecision(
            dispatchID: dispatch.lowercased(), choice: .skip, actor: Operator.name, reason: reason)
        try await decision.run(own.over(unmatched.options))
    }
}
