import ArgumentParser
import Messages
import Pipeline

/// Says that none of the candidates is meant, and a new object is to be made.
struct UnmatchedCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Создать новый: похожие — не он. Об этом объекте больше не спросят.")

    @Argument(help: ArgumentHelp("Номер отправки из протокола.", valueName: "отправка"))
    var dispatch: String

    @Option(help: ArgumentHelp("Почему; останется в журнале.", valueName: "текст"))
    var reason: String

    @OptionGroup var own: SettingsOptions

    @ParentCommand var unmatched: UnmatchedCommand

    func run() async throws {
        let decision = UnmatchedDecision(
            dispatchID: dispatch.lowercased(), choice: .create, actor: Operator.name, reason: reason)
        try await decision.run(own.over(unmatched.options))
    }
}
