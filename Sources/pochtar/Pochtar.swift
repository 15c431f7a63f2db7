import ArgumentParser
import Foundation

/// The command `pochtar`: what the postman can be asked from a shell.
@main
struct Pochtar: AsyncParsableCommand {
    /// The version of this build.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "pochtar",
        abstract: "Почтарь между 1С:УТ 10.3, 1С:УТ 11 и Битрикс24.",
        version: version,
        subcommands: [
            ServeCommand.self, StandCommand.self, RunCommand.self, CheckCommand.self, QueueCommand.self,
            UnmatchedCommand.self, OutdatedCommand.self, MappingCommand.self, PolicyCommand.self, ContractCommand.self,
            StubsCommand.self,
            RulesImportCommand.self,
            JournalCommand.self, WhyCommand.self, KeysCommand.self, DoctorCommand.self,
        ])

    /// Runs a command and ends the process: 0 well, 1 something is wrong with what was asked about, 2 a wrong call.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let fault as CommandFault {
            Console.error.line(fault.sentence)
            Foundation.exit(fault.code)
        } catch let fault as SettingsFault {
            for line in fault.lines { Console.error.line(line) }
            Foundation.exit(2)
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Console.error.line(fullMessage(for: error))
            Foundation.exit(2)
        }
    }
}
