import ArgumentParser
import Messages
import Storage

/// Shows what is on its way, what is stopped, and what will not go on by itself.
struct QueueListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Показать очередь: глубину, остановленные потоки, первых в очереди и отказы.")

    @Option(help: "Только этот поток: \(Lane.names).")
    var lane: Lane?

    @Option(help: ArgumentHelp("Сколько строк каждого списка показать.", valueName: "n"))
    var limit = 20

    @OptionGroup var own: SettingsOptions

    @ParentCommand var queue: QueueCommand

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit: от 1 до 1000") }
    }

    func run() async throws {
        let store = try own.over(queue.options).openStore()
        defer { try? store.close() }
        let (lane, limit) = (lane, limit)
        let lines = try await store.read { session in
            let report = QueueReport(session: session, lane: lane, limit: limit, now: .current())
            return try report.depths() + report.feeds() + report.stops() + report.heads() + report.deadLetters()
        }
        for line in lines { Console.output.line(line) }
    }
}

extension Lane: ExpressibleByArgument {
    /// All lanes, as they are written on the command line.
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
