import ArgumentParser
import Messages
import Storage

/// Lets a stopped lane go on.
struct QueueResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Пустить остановленный поток.")

    @OptionGroup var lane: LaneOptions

    @OptionGroup var own: SettingsOptions

    @ParentCommand var queue: QueueCommand

    func run() async throws {
        let store = try own.over(queue.options).openStore()
        defer { try? store.close() }
        let (target, lane, actor, now) = (lane.target, lane.lane, Operator.name, Instant.current())
        let wasPaused = try await store.transaction { session in
            guard try session.resume(target: target, lane: lane) else { return false }
            let summary = "\(actor) пускает поток \(lane.rawValue)"
            try session.note(JournalEntry(at: now, kind: .resumed, target: target, summary: summary))
            return true
        }
        guard wasPaused else { throw CommandFault("Поток \(lane.rawValue) в \(target) не был остановлен.") }
        Console.output.line("Поток \(lane.rawValue) в \(target) идёт.")
    }
}
