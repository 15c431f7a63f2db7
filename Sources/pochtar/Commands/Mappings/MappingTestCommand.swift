import ArgumentParser
import Foundation
import Messages
import Scripts

/// Runs the samples of mappings against the answers that are written down, or writes the answers down.
struct MappingTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Прогнать примеры маппинга; с --accept записать ответы ожидаемыми.",
        discussion: "Что изменилось после --accept, покажет git diff. Код выхода: 0 — всё сошлось, 1 — нет.")

    @Argument(help: ArgumentHelp("Тип объекта; без него — все.", valueName: "тип"))
    var type: String?

    @Flag(help: "Записать нынешние ответы ожидаемыми.")
    var accept = false

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let root = try options.root()
        let bench = MappingBench(try options.revision())
        let mappings = bench.mappings(of: type)
        guard !mappings.isEmpty else { throw CommandFault("Маппинга для «\(type ?? "")» нет.") }
        var (passed, failed) = (0, 0)
        for mapping in mappings {
            for sample in bench.samples(of: mapping) {
                guard let run = try? await bench.run(mapping, sample: sample) else { continue }
                if try judge(run, sample, bench, root) { passed += 1 } else { failed += 1 }
            }
        }
        Console.output.line("Примеров сошлось: \(passed), не сошлось: \(failed).")
        if failed > 0 { throw ExitCode(1) }
    }

    private func judge(
        _ run: MappingBench.Run, _ sample: String, _ bench: MappingBench, _ root: URL
    ) throws -> Bool {
        let answer: JSON
        switch run.answer {
        case .success(let json): answer = json
        case .failure(let fault):
            Console.output.line("\(sample): \(fault.description)")
            return false
        }
        let differences = bench.differences(answer, of: sample, run.mapping)
        if differences == [] { return true }
        let expected = bench.expectedPath(of: sample, run.mapping)
        if accept {
            try Data((answer.indented + "\n").utf8).write(to: root.appending(path: expected))
            Console.output.line("\(expected): записан")
            return true
        }
        for difference in differences ?? ["ожидаемого ответа \(expected) нет; --accept запишет нынешний"] {
            Console.output.line("\(sample): \(difference)")
        }
        return false
    }
}
