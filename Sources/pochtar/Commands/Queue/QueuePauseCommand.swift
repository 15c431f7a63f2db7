import ArgumentParser
import Messages
import Storage

/// Stops a lane to a target.
struct QueuePauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Остановить поток; принятое копится и не теряется.")

    @OptionGroup var lane: LaneOptions

    @Option(help: ArgumentHelp("Почему; останется в журнале.", valueName: "текст"))
    var reason: String

    @OptionGroup var own: SettingsOptions

    @ParentCommand var queue: QueueCommand

    func run() async throws {
        let store = try own.over(queue.options).openStore()
        defer { try? store.close() }
        let pause = Pause(
            target: lane.target, lane: lane.lane, reason: reason, at: .current(), actor: Operator.name)
        let summary = "\(pause.actor) останавливает поток \(pause.lane.rawValue): \(pause.reason)"
        try await store.transaction { session in
            try session.pause(pause)
            try session.note(JournalEntry(at: pause.at, kind: .paused, target: pause.target, summary: summary))
        }
        Console.output.line("Поток \(pause.lane.rawValue) в \(pause.target) остановлен. Пустить: pochtar queue resume")
    }
}
