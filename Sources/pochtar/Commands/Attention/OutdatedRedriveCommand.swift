import ArgumentParser
import Messages
import Pipeline
import Storage

/// Has them mapped again.
struct OutdatedRedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive", abstract: "Отобразить заново одно сообщение или все, сколько скажете.")

    @Argument(help: ArgumentHelp("Номер сообщения; без него — все.", valueName: "сообщение"))
    var message: String?

    @Option(help: ArgumentHelp("Сколько самое большее.", valueName: "n"))
    var limit = 100

    @Option(help: ArgumentHelp("Почему; останется в журнале.", valueName: "текст"))
    var reason: String

    @OptionGroup var own: SettingsOptions

    @ParentCommand var outdated: OutdatedCommand

    func validate() throws {
        guard (1...Redrive.limit).contains(limit) else { throw ValidationError("--limit: от 1 до \(Redrive.limit)") }
    }

    func run() async throws {
        let choice = message.map { OutdatedRedrive.Choice.message($0.lowercased()) } ?? .all(limit: limit)
        let redrive = OutdatedRedrive(choice: choice, actor: Operator.name, reason: reason)
        let store = try own.over(outdated.options).openStore()
        defer { try? store.close() }
        let messages = try await store.transaction { try redrive.run(in: $0, at: .current()) }
        store.announce(.inbox)
        Console.output.line("Отображается заново: \(messages.count).")
    }
}
