import ArgumentParser
import Pipeline

/// What every decision about a line of the protocol says: which line, and why.
struct UnmatchedOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Номер отправки из протокола.", valueName: "отправка"))
    var dispatch: String

    @Option(help: ArgumentHelp("Почему; останется в журнале.", valueName: "текст"))
    var reason: String

    @OptionGroup var own: SettingsOptions

    /// Decides in the store of these settings over those of the parent command.
    func decide(_ choice: UnmatchedDecision.Choice, under parent: UnmatchedCommand) async throws {
        let decision = UnmatchedDecision(
            dispatchID: dispatch.lowercased(), choice: choice, actor: Operator.name, reason: reason)
        try await decision.run(own.over(parent.options))
    }
}
