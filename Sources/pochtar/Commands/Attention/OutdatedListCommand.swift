import ArgumentParser
import Messages
import Storage

/// Shows them.
struct OutdatedListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Показать, что и из-за чего.")

    @OptionGroup var own: SettingsOptions

    @ParentCommand var outdated: OutdatedCommand

    func run() async throws {
        let store = try own.over(outdated.options).openStore()
        defer { try? store.close() }
        let lines = try await store.read { session in
            try session.outdatedReaders(limit: 1000).map { reader in
                let name = try session.message(reader.messageID)?.presentation ?? reader.reader.description
                return "\(reader.messageID)  \(name): изменился \(reader.read)"
            }
        }
        for line in lines.isEmpty ? ["Устаревшего нет."] : lines { Console.output.line(line) }
    }
}
