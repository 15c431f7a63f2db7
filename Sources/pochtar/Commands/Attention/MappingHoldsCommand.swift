import ArgumentParser
import Messages
import Storage

/// Shows which mappings were stopped because they take away too much.
struct MappingHoldsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holds", abstract: "Маппинги, остановленные за то, что убирают слишком много записанного.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let store = try options.openStore()
        defer { try? store.close() }
        let holds = try await store.read { try $0.holds() }
        if holds.isEmpty { Console.output.line("Остановленных маппингов нет.") }
        for hold in holds {
            let state = hold.approvedBy.map { "одобрил \($0): \(hold.reason ?? "")" } ?? "остановлен"
            Console.output.line(
                "\(hold.id)  \(hold.mapping.system).\(hold.mapping.type) → \(hold.mapping.target), ревизия "
                    + "\(hold.mapping.revision): исчезает объектов \(hold.objects); \(state)")
        }
    }
}
