import ArgumentParser
import Messages
import Storage
import Web

/// Makes a key; its secret is shown here and nowhere else (E-23).
struct KeysCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Создать ключ; секрет показывается один раз.")

    @Argument(help: ArgumentHelp("Имя ключа: кто вызывает, например ut103.", valueName: "имя"))
    var name: String

    @Option(help: ArgumentHelp("Роли через запятую: \(Role.names).", valueName: "roles"))
    var roles: String

    @Option(
        help: ArgumentHelp(
            "Чей это ключ: ut103, ut11. Такой ключ говорит только за свою систему и забирает её ленту.",
            valueName: "system"))
    var system: String?

    @OptionGroup var own: SettingsOptions

    @ParentCommand var keys: KeysCommand

    func run() async throws {
        guard Self.isName(name) else {
            throw CommandFault.call("Имя ключа «\(name)» не подходит: до 64 букв, цифр и знаков . _ - без двоеточия.")
        }
        let roles = try Role.read(roles)
        let store = try own.over(keys.options).openOrCreateStore()
        defer { try? store.close() }
        let (name, system) = (name, system)
        let (key, secret) = APIKey.generate(name: name, roles: roles, system: system, at: .current())
        guard try await store.transaction({ try $0.add(key) }) else {
            throw CommandFault("Ключ «\(name)» уже есть. Отозванные имена не возвращаются: возьмите другое.")
        }
        let whose = system.map { ", система \($0)" } ?? ""
        Console.output.line(
            "Ключ «\(name)» создан, роли: \(roles.map(\.rawValue).sorted().joined(separator: ", "))\(whose).")
        Console.output.line("Секрет (больше не покажем): \(secret)")
        Console.output.line("Проверка: curl -u \(name):\(secret) http://127.0.0.1:8103/api/v1/queue")
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.count) && text.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
    }
}

extension Role {
    /// All roles, as they are written on the command line.
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// Reads `source,operator`.
    fileprivate static func read(_ text: String) throws -> Set<Role> {
        let words = text.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.filter { !$0.isEmpty }
        let roles = words.compactMap { Role(rawValue: String($0)) }
        guard !roles.isEmpty, roles.count == words.count else {
            let wrong = words.filter { Role(rawValue: String($0)) == nil }.joined(separator: ", ")
            throw CommandFault.call("Роли «\(wrong)» не бывает. Роли: \(names).")
        }
        return Set(roles)
    }
}
