import ArgumentParser
import Foundation
import Messages
import Policies
import Scripts

/// Judges facts of steps and says in words what was decided and by which figures.
struct PolicyExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Решить по фактам шага и объяснить словами, с числами.",
        discussion: """
            Факты — объект JSON: {"step":"handed_over","at":"2026-12-01T10:00:00+03:00","geo":{"distance_m":132,…}}; \
            или много таких объектов, по одному в строке.
            Код выхода: 0 — решено, 1 — в дереве ошибки, 2 — неверный вызов.
            """)

    @Argument(help: ArgumentHelp("Файл с фактами; «-» — стандартный ввод.", valueName: "факты.json"))
    var facts: String

    @Flag(help: "Вывести решения как JSON, по одному в строке.")
    var json = false

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let policies = try options.policies()
        let judge = PolicyJudge(policies, scripts: ScriptPool(workers: 1))
        let steps = try read(policies.vocabulary)
        for (index, decision) in await Self.decided(steps, by: judge).enumerated() {
            if json {
                Console.output.line(decision.json.text)
                continue
            }
            if index > 0 { Console.output.line("") }
            for line in DecisionWords.lines(decision) { Console.output.line(line) }
        }
    }

    /// Steps count in their windows one after the other; a step that says itself what was counted is judged by that.
    private static func decided(_ steps: [StepFacts], by judge: PolicyJudge) async -> [Decision] {
        var book = WindowBook(judge.policies)
        var decisions: [Decision] = []
        for (index, facts) in steps.enumerated() {
            if facts["window"] != nil {
                decisions.append(await judge.judge(facts))
            } else {
                decisions += await judge.judge([PastStep(id: "\(index)", facts: facts)], &book)
            }
        }
        return decisions
    }

    private func read(_ vocabulary: FactVocabulary) throws -> [StepFacts] {
        let data: Data
        do {
            let isInput = facts == "-"
            data = isInput ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(filePath: facts))
        } catch {
            throw CommandFault.call("Файл \(facts) не читается: \(error.localizedDescription)")
        }
        if let whole = try? JSONReader.read(data) { return [try Self.step(whole, vocabulary, facts)] }
        return try data.split(separator: UInt8(ascii: "\n")).enumerated().map { index, line in
            let place = "\(facts):\(index + 1)"
            do {
                return try Self.step(try JSONReader.read(line), vocabulary, place)
            } catch let fault as JSONFault {
                throw CommandFault.call("\(place): \(fault)")
            }
        }
    }

    private static func step(_ json: JSON, _ vocabulary: FactVocabulary, _ place: String) throws -> StepFacts {
        let faults = vocabulary.complaints(json)
        guard faults.isEmpty else {
            throw CommandFault.call(faults.map { "\(place): \($0.field): \($0.message)" }.joined(separator: "\n"))
        }
        do throws(Problem) {
            return try StepFacts(json)
        } catch {
            throw CommandFault.call("\(place): \(error.detail)")
        }
    }
}
