import ArgumentParser
import Messages
import Storage

/// Shows the protocol of the unmatched.
struct UnmatchedListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Показать протокол: сначала таблицы, которых не хватает, потом выбор объекта.")

    @Option(help: ArgumentHelp("Сколько строк показать.", valueName: "n"))
    var limit = 200

    @OptionGroup var own: SettingsOptions

    @ParentCommand var unmatched: UnmatchedCommand

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit: от 1 до 10000") }
    }

    func run() async throws {
        let store = try own.over(unmatched.options).openStore()
        defer { try? store.close() }
        let limit = limit
        let (items, total) = try await store.read { (try $0.unmatched(limit: limit), try $0.unmatchedCount()) }
        for line in UnmatchedReport(items: items, total: total).lines { Console.output.line(line) }
    }
}
