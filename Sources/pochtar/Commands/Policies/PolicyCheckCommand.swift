import ArgumentParser
import Foundation
import Policies
import Scripts

/// Reads the policies of a tree, runs their examples, and tells everything that is wrong at once.
struct PolicyCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Проверить политики: правила, примеры, непроверенные границы.",
        discussion: "Код выхода: 0 — всё хорошо, 1 — в дереве ошибки, 2 — неверный вызов.")

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let root = try options.root()
        var findings: [Finding] = []
        do {
            let revision = try Revision(files: try TreeFiles(readingFrom: root))
            findings = await PolicyCheck.run(revision, scripts: ScriptPool(workers: 1), root: root)
        } catch let refused as TreeRefused {
            findings = refused.findings
        }
        for finding in findings { Console.output.line(finding.description) }
        let errors = findings.count { $0.severity == .error }
        Console.output.line(
            "\(errors == 0 ? "Политики годятся" : "Политики не годятся"): "
                + "ошибок \(errors), предупреждений \(findings.count - errors).")
        if errors > 0 { throw ExitCode(1) }
    }
}
