import ArgumentParser
import Messages
import Pipeline

/// Says which object of the target is meant.
struct UnmatchedChooseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose", abstract: "Выбрать объект приёмника: он становится нашим, и всё, что ждало, идёт дальше."
    )

    @Argument(help: ArgumentHelp("Номер отправки из протокола.", valueName: "отправка"))
    var dispatch: String

    @Argument(help: ArgumentHelp("GUID объекта в приёмнике.", valueName: "guid"))
    var reference: String

    @Option(help: ArgumentHelp("Почему он; останется в журнале.", valueName: "текст"))
    var reason: String

    @Flag(help: "Объект уже сопоставлен с другим, а этот — его дубль: ссылки пойдут туда, сам он не переносится.")
    var double = false

    @OptionGroup var own: SettingsOptions

    @ParentCommand var unmatched: UnmatchedCommand

    func run() async throws {
        guard let reference = GUID.normalized(reference) else {
            throw CommandFault.call("«\(reference)» — не GUID.")
        }
        let decision = UnmatchedDecision(
            dispatchID: dispatch.lowercased(),
            choice: double ? .double(reference: reference) : .object(reference: reference),
            actor: Operator.name, reason: reason)
        try await decision.run(own.over(unmatched.options))
    }
}
