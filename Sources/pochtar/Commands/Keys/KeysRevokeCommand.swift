import ArgumentParser
import Messages
import Storage

/// Makes a key useless.
struct KeysRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Отозвать ключ; работающий почтарь узнает об этом за 10 секунд.")

    @Argument(help: ArgumentHelp("Имя ключа.", valueName: "имя"))
    var name: String

    @OptionGroup var own: SettingsOptions

    @ParentCommand var keys: KeysCommand

    func run() async throws {
        let store = try own.over(keys.options).openStore()
        defer { try? store.close() }
        let name = name
        guard try await store.transaction({ try $0.revokeKey(named: name, at: .current()) }) else {
            throw CommandFault("Действующего ключа «\(name)» нет. Показать ключи: pochtar keys list")
        }
        Console.output.line("Ключ «\(name)» отозван.")
    }
}
