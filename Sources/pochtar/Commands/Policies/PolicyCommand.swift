import ArgumentParser

/// The analyst's bench.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Верстак аналитика: проверить политики, прогнать примеры, объяснить решение.",
        subcommands: [
            PolicyCheckCommand.self, PolicyTestCommand.self, PolicyExplainCommand.self,
            PolicySchemaCommand.self,
        ])
}
