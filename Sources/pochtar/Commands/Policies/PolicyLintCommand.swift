import ArgumentParser
import Policies
import Scripts

/// Tells what is allowed in the policies of a tree and hardly meant, and what no example tries.
struct PolicyLintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Что в политиках разрешено, но вряд ли задумано: повторы, недостижимое, непроверенное.",
        discussion: "Код выхода: 0 — придраться не к чему, 1 — есть к чему или в дереве ошибки, 2 — неверный вызов.")

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let revision = try options.revision()
        let findings = await PolicyCheck.run(revision, scripts: ScriptPool(workers: 1))
        for finding in findings { Console.output.line(finding.description) }
        if findings.isEmpty { return Console.output.line("Придраться не к чему.") }
        throw ExitCode(1)
    }
}
