import Messages
import Pipeline
import Storage

extension UnmatchedDecision {
    /// Carries the decision out in the store that the options name, beside a running postman, and says so.
    func run(_ options: SettingsOptions) async throws {
        let store = try options.openStore()
        defer { try? store.close() }
        do {
            let item = try await store.transaction { try run(in: $0, at: .current()) }
            store.announce(.inbox)
            Console.output.line("Решено: \(item.presentation ?? item.object.description).")
        } catch let problem as Problem {
            throw CommandFault(problem.detail)
        }
    }
}
