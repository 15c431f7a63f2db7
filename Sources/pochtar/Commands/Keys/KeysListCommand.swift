import ArgumentParser
import Messages
import Storage

/// Shows the keys, without secrets: nobody has them.
struct KeysListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Показать ключи.")

    @OptionGroup var own: SettingsOptions

    @ParentCommand var keys: KeysCommand

    func run() async throws {
        let store = try own.over(keys.options).openStore()
        defer { try? store.close() }
        let keys = try await store.read { try $0.keys() }
        guard !keys.isEmpty else {
            return Console.output.line("Ключей нет. Создать: pochtar keys create имя --roles source")
        }
        var table = TextTable([
            ("Имя", .left), ("Роли", .left), ("Система", .left), ("Создан", .left), ("Отозван", .left),
        ])
        for key in keys {
            table.add([
                key.name, key.roles.map(\.rawValue).sorted().joined(separator: ", "), key.system ?? "—",
                key.createdAt.rfc3339, key.revokedAt?.rfc3339 ?? "—",
            ])
        }
        for line in table.lines { Console.output.line(line) }
    }
}
