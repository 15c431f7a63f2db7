import ArgumentParser
import Policies
import Scripts

/// Runs the examples of policies, and tells what none of them has tried.
struct PolicyTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Прогнать примеры политик: что решается иначе, и чего не проверяет ни один пример.",
        discussion: "Примеры лежат в policies/suites. Код выхода: 0 — всё сошлось, 1 — нет, 2 — неверный вызов.")

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let run = await SuiteRun(try options.policies(), scripts: ScriptPool(workers: 1))
        for miss in run.misses {
            Console.output.line("\(miss.expectation.place): \(miss.sentence)")
        }
        for suite in run.policies.suites {
            let all = suite.examples.count
            Console.output.line("\(suite.file): сошлось \(all - run.missed(suite)) из \(all)")
        }
        for rule in run.coverage.rules {
            let cases = run.coverage.cases(of: rule)
            let sides = rule.kind.thresholds.reduce(0) { $0 + run.coverage.sides(of: $1, rule).count }
            Console.output.line(
                "\(rule.id): исходов \(cases.tried) из \(cases.all), границ с трёх сторон \(sides) "
                    + "из \(rule.kind.thresholds.count * SuiteCoverage.Side.allCases.count)")
        }
        for gap in run.coverage.gaps { Console.output.line("не проверено: \(gap.what)") }
        if !run.misses.isEmpty { throw ExitCode(1) }
    }
}
