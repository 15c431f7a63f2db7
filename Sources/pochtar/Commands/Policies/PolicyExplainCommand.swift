import ArgumentParser
import Foundation
import Messages
import Policies
import Scripts

/// Judges a step's facts and says in words what was decided and by which figures.
struct PolicyExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Решить по фактам шага и объяснить словами, с числами.",
        discussion: """
            Факты — объект JSON: {"step":"handed_over","at":"2026-12-01T10:00:00+03:00","geo":{"distance_m":132,…}}.
            Код выхода: 0 — решено, 1 — в дереве ошибки, 2 — неверный вызов.
            """)

    @Argument(help: ArgumentHelp("Файл с фактами; «-» — стандартный ввод.", valueName: "факты.json"))
    var facts: String

    @Flag(help: "Вывести решение как JSON.")
    var json = false

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let policies = try options.policies()
        let judge = PolicyJudge(policies, scripts: ScriptPool(workers: 1))
        let decision = await judge.judge(try read(policies.vocabulary))
        if json { return Console.output.line(decision.json.indented) }
        for line in DecisionWords.lines(decision) { Console.output.line(line) }
    }

    private func read(_ vocabulary: FactVocabulary) throws -> StepFacts {
        let data: Data
        do {
            let isInput = facts == "-"
            data = isInput ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(filePath: facts))
        } catch {
            throw CommandFault.call("Файл \(facts) не читается: \(error.localizedDescription)")
        }
        do {
            let json = try JSONReader.read(Array(data))
            let faults = vocabulary.complaints(json)
            guard faults.isEmpty else {
                throw CommandFault.call(faults.map { "\(facts): \($0.field): \($0.message)" }.joined(separator: "\n"))
            }
            return try StepFacts(json)
        } catch let fault as JSONFault {
            throw CommandFault.call("\(facts): \(fault)")
        } catch let problem as Problem {
            throw CommandFault.call("\(facts): \(problem.detail)")
        }
    }
}
