import ArgumentParser
import Pipeline

/// Says that none of the candidates is meant, and a new object is to be made.
struct UnmatchedCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Создать новый: похожие — не он. Об этом объекте больше не спросят.")

    @OptionGroup var decision: UnmatchedOptions

    @ParentCommand var unmatched: UnmatchedCommand

    func run() async throws {
        try await decision.decide(.create, under: unmatched)
    }
}
