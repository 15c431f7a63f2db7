import ArgumentParser
import Messages
import Pipeline
import Storage

/// Lets a stopped mapping go on.
struct MappingApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Одобрить остановленный маппинг: он уберёт то, что убирает, и пойдёт дальше.")

    @Argument(help: ArgumentHelp("Номер из pochtar mapping holds.", valueName: "номер"))
    var hold: String

    @Option(help: ArgumentHelp("Почему; останется в журнале.", valueName: "текст"))
    var reason: String

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let approval = HoldApproval(holdID: hold.lowercased(), actor: Operator.name, reason: reason)
        let store = try options.openStore()
        defer { try? store.close() }
        do {
            let hold = try await store.transaction { try approval.run(in: $0, at: .current()) }
            Console.output.line("Маппинг \(hold.mapping.system).\(hold.mapping.type) идёт дальше.")
        } catch let problem as Problem {
            throw CommandFault(problem.detail)
        }
    }
}
