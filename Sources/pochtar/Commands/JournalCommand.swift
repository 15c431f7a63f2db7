import ArgumentParser
import Messages
import Storage

/// Shows what happened, newest last.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Что произошло и с кем: журнал почтаря, новое внизу.")

    @Option(help: ArgumentHelp("Только об этом объекте.", valueName: "guid"))
    var object: String?

    @Option(help: ArgumentHelp("Только об этом сообщении.", valueName: "message_id"))
    var message: String?

    @Option(help: ArgumentHelp("Только такие записи: \(JournalKind.names).", valueName: "kind"))
    var kind: JournalKind?

    @Option(help: ArgumentHelp("Сколько последних записей показать.", valueName: "n"))
    var limit = 50

    @Flag(help: "Показывать новые записи, пока не остановят.")
    var follow = false

    @OptionGroup var options: SettingsOptions

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit: от 1 до 10000") }
    }

    func run() async throws {
        let store = try options.openStore()
        defer { try? store.close() }
        var reader = JournalReader(
            store: store, object: object.map { GUID.normalized($0) ?? $0 }, message: message, kind: kind)
        for entry in try await reader.tail(limit) { show(entry) }
        while follow {
            try await Task.sleep(for: .milliseconds(500))
            for entry in try await reader.news() { show(entry) }
        }
    }

    private func show(_ entry: JournalEntry) {
        let name = entry.kind.rawValue
        let kind = name + String(repeating: " ", count: max(0, JournalKind.longestName - name.count))
        let object = entry.object.map { " [\($0.type) \($0.id)]" } ?? ""
        Console.output.line("\(entry.at.rfc3339)  \(kind)  \(entry.summary)\(object)")
    }
}

extension JournalKind: ExpressibleByArgument {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
    fileprivate static var longestName: Int { allCases.map(\.rawValue.count).max() ?? 0 }
}
