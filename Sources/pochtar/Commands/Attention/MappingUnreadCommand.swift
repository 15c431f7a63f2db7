import ArgumentParser
import Messages
import Storage

/// Shows the filled attributes that nobody reads.
struct MappingUnreadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unread", abstract: "Что приходит заполненным, а ни один маппинг не читает.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let store = try options.openStore()
        defer { try? store.close() }
        let fields = try await store.read { try $0.unread(limit: 1000) }
        if fields.isEmpty { Console.output.line("Всё, что приходит заполненным, кто-нибудь читает.") }
        for field in fields {
            let messages = field.messages.form("сообщении", "сообщениях", "сообщениях")
            Console.output.line(
                "в \(field.messages) \(messages) \(field.type) заполнен \(field.path), его никто не читает; "
                    + "последнее \(field.messageID)")
        }
    }
}
