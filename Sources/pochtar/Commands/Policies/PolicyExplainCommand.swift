import ArgumentParser
import Foundation
import Messages
import Policies
import Scripts
import Storage

/// Judges facts of steps and says in words what was decided and by which figures.
struct PolicyExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Объяснить словами, с числами, решение по его номеру или по фактам шага.",
        discussion: """
            По номеру — то, что решено и хранится. Факты — объект JSON: \
            {"step":"handed_over","at":"2026-12-01T10:00:00+03:00","geo":{"distance_m":132,…}}; \
            или много таких объектов, по одному в строке.
            Код выхода: 0 — решено, 1 — в дереве ошибки, 2 — неверный вызов.
            """)

    @Argument(
        help: ArgumentHelp(
            "Номер решения, или файл с фактами; «-» — стандартный ввод.", valueName: "номер или факты.json"))
    var facts: String

    @Flag(help: "Вывести решения как JSON, по одному в строке.")
    var json = false

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        if UUID(uuidString: facts) != nil { return try await recall(facts.lowercased()) }
        let policies = try TreeOptions.policies(of: try options.load().settings.tree.path, .current)
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

    /// Tells what was decided then, and by which facts.
    private func recall(_ id: String) async throws {
        let store = try options.openStore()
        defer { try? store.close() }
        guard let kept = try await store.read({ try $0.decision(id) }) else {
            throw CommandFault("Решения «\(id)» нет: номер неверен, или решение забыто (policies/retention.yaml).")
        }
        if json {
            Console.output.line(
                JSON.object([
                    .init("id", .string(kept.id)), .init("revision", .string("\(kept.revision)")),
                    .init("outcome", .string(kept.outcome)), .init("facts", kept.facts),
                    .init("verdicts", kept.verdicts),
                ]).text)
            return
        }
        for line in kept.explanation { Console.output.line(line) }
        Console.output.line("")
        Console.output.line("Факты: \(kept.facts.text)")
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
