import ArgumentParser
import Messages
import Pipeline

/// Says which object of the target is meant.
struct UnmatchedChooseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose", abstract: "Выбрать объект приёмника: он становится нашим, и всё, что ждало, идёт дальше."
    )

    @OptionGroup var decision: UnmatchedOptions

    @Argument(help: ArgumentHelp("GUID объекта в приёмнике.", valueName: "guid"))
    var reference: String

    @Flag(help: "Объект уже сопоставлен с другим, а этот — его дубль: ссылки пойдут туда, сам он не переносится.")
    var double = false

    @ParentCommand var unmatched: UnmatchedCommand

    func run() async throws {
        guard let reference = GUID.normalized(reference) else {
            throw CommandFault.call("«\(reference)» — не GUID.")
        }
        try await decision.decide(
            double ? .double(reference: reference) : .object(reference: reference), under: unmatched)
    }
}
