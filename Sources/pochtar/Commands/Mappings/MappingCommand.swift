import ArgumentParser

/// The integrator's workbench.
struct MappingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping",
        abstract: "Верстак интегратора: начать маппинг, запустить на сообщении, прогнать примеры, сравнить ревизии.",
        subcommands: [
            MappingNewCommand.self, MappingRunCommand.self, MappingTestCommand.self, MappingDiffCommand.self,
            MappingCaptureCommand.self, MappingCoverageCommand.self, MappingUnreadCommand.self,
            MappingHoldsCommand.self, MappingApproveCommand.self,
        ])
}
