import ArgumentParser
import Foundation
import Policies
import Scripts

/// Checks a tree without running a postman: reads, compiles and validates it, runs its samples, and looks for
/// mistakes that would only show in production.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Проверить маппинги, контракты, таблицы, политики и плагины вместе с примерами.",
        discussion: "Код выхода: 0 — всё хорошо, 1 — в дереве ошибки, 2 — неверный вызов.")

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let root = try options.root()
        var findings: [Finding] = []
        var subject = ""
        do {
            let revision = try Revision(files: try TreeFiles(readingFrom: root))
            let stubs = try LuaStubs(revision.files)
            findings = await TreeCheck.run(revision) + stubs.findings(under: root)
            findings += await PolicyCheck.run(revision, scripts: ScriptPool(workers: 1), root: root)
            let samples = revision.files.files.keys.filter(Self.isSample).count
            subject = "ревизия \(revision.id): маппингов \(revision.mappings.count), примеров \(samples), "
        } catch let refused as TreeRefused {
            findings = refused.findings
        }
        for finding in findings { Console.output.line(finding.description) }
        let errors = findings.count { $0.severity == .error }
        let verdict = errors == 0 ? "Дерево годится" : "Дерево не годится"
        Console.output.line(
            "\(verdict): \(subject)ошибок \(errors), предупреждений \(findings.count - errors).")
        if errors > 0 { throw ExitCode(1) }
    }

    /// A whole message among the samples; what is expected of it lies beside it as `<case>.<target>.json`.
    private static func isSample(_ path: String) -> Bool {
        guard path.contains("/samples/"), path.hasSuffix(".json"), let name = path.split(separator: "/").last else {
            return false
        }
        return name.split(separator: ".").count == 2
    }
}
