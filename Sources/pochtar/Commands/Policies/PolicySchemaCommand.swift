import ArgumentParser
import Policies

/// Tells an analyst's editor what policies and examples may say.
struct PolicySchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Описать политики и примеры для редактора (JSON Schema).",
        discussion: """
            Пишет \(PolicySchemas.folder). Ревизии от них не меняются; когда меняются виды правил, \
            pochtar policy check попросит повторить.
            """)

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let changed = try PolicySchemas(try options.policies()).write(under: try options.root())
        for path in changed { Console.output.line("\(path): обновлён") }
        if changed.isEmpty { Console.output.line("Описания для редактора уже свежие.") }
    }
}
