import ArgumentParser
import Messages
import Pipeline
import Storage

/// Sends dead letters on their way again.
struct QueueRedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive",
        abstract: "Отправить отказы заново: маппинг пройдёт ещё раз, второго объекта в приёмнике не будет.")

    @Option(help: ArgumentHelp("Только такие: refused, dead, unmatched, rejected, failed.", valueName: "state"))
    var state: String?

    @Option(help: ArgumentHelp("Только объекты этого типа источника.", valueName: "тип"))
    var type: String?

    @Option(help: ArgumentHelp("Только в эту систему.", valueName: "система"))
    var target: String?

    @Option(help: ArgumentHelp("Только с такими словами в причине отказа.", valueName: "текст"))
    var containing: String?

    @Option(help: ArgumentHelp("Только это сообщение.", valueName: "message_id"))
    var message: String?

    @Option(help: ArgumentHelp("Почему можно; останется в журнале.", valueName: "текст"))
    var reason: String

    @Option(help: ArgumentHelp("Не больше стольких.", valueName: "n"))
    var count = Redrive.limit

    @Flag(help: "Только посчитать.")
    var dryRun = false

    @OptionGroup var own: SettingsOptions

    @ParentCommand var queue: QueueCommand

    func validate() throws {
        guard (1...Redrive.limit).contains(count) else { throw ValidationError("--count: от 1 до \(Redrive.limit)") }
        let states = ["refused", "dead", "unmatched", "rejected", "failed"]
        if let state, !states.contains(state) {
            throw ValidationError("--state: одно из \(states.joined(separator: ", "))")
        }
    }

    func run() async throws {
        let store = try own.over(queue.options).openStore()
        defer { try? store.close() }
        let filter = DeadLetterFilter(
            state: state, type: type, target: target, reason: containing, messageID: message)
        let found = try await store.read { try $0.deadLetterCount(filter) }
        if dryRun { return Console.output.line("Подходит: \(found).") }
        let redrive = Redrive(filter: filter, actor: Operator.name, reason: reason, count: count)
        let sent = try await store.transaction { try redrive.run(in: $0, at: .current()) }
        Console.output.line("Подходит: \(found), отправлено заново сообщений: \(sent.count).")
    }
}
