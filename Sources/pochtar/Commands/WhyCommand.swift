import ArgumentParser
import Messages
import Pipeline
import Storage

/// Says where an object is and what it waits for.
struct WhyCommand: AsyncParsableCommand {
    /// Objects that one call explains.
    static let most = 20

    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Где объект и чего он ждёт: одно предложение на объект и цепочка ожиданий.")

    @Argument(
        help: ArgumentHelp(
            "Номер документа, часть представления, GUID объекта, номер сообщения или отправки.",
            valueName: "номер|guid"))
    var text: String

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let store = try options.openStore()
        defer { try? store.close() }
        let text = GUID.normalized(self.text) ?? self.text
        guard !text.isEmpty else { throw CommandFault.call("Что искать? Укажите номер или GUID.") }
        let explanations = try await store.read { session in
            try session.findObjects(text, limit: Self.most + 1).compactMap {
                try Explanation.explain($0, in: session, at: .current())
            }
        }
        guard !explanations.isEmpty else {
            throw CommandFault("«\(self.text)» почтарь не видел: объект не выгружали или это другая папка данных.")
        }
        for explanation in explanations.prefix(Self.most) {
            Console.output.line(explanation.sentence + ".")
            for (depth, link) in explanation.chain.enumerated() {
                Console.output.line(String(repeating: "  ", count: depth + 1) + "← " + link + ".")
            }
        }
        if explanations.count > Self.most {
            Console.output.line("Нашлось больше \(Self.most): уточните номер.")
        }
    }
}
