import ArgumentParser

/// What is known of the systems' objects.
struct ContractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract",
        abstract: "Контракты: какие у объектов систем реквизиты.",
        subcommands: [ContractImportCommand.self])
}
