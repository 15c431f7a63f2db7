import ArgumentParser

/// The analyst's bench.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Верстак аналитика: проверить политики, прогнать примеры, объяснить решение, примерить на прошлое.",
        subcommands: [
            PolicyCheckCommand.self, PolicyLintCommand.self, PolicyTestCommand.self, PolicyExplainCommand.self,
            PolicyBacktestCommand.self, PolicySchemaCommand.self,
        ])
}
