import ArgumentParser
import Pipeline

/// Says that an object is not to cross.
struct UnmatchedSkipCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Не переносить этот объект; следующая его версия спросит снова.")

    @OptionGroup var decision: UnmatchedOptions

    @ParentCommand var unmatched: UnmatchedCommand

    func run() async throws {
        try await decision.decide(.skip, under: unmatched)
    }
}
