import ArgumentParser
import Scripts

/// Tells what the samples of mappings show, and what they leave unshown.
struct MappingCoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Что показывают примеры маппинга: поля приёмника, исходы, строки, которые выполнялись.",
        discussion: "Не оценка, а список: чего ещё не видел ни один пример.")

    @Argument(help: ArgumentHelp("Тип объекта; без него — все.", valueName: "тип"))
    var type: String?

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let revision = try options.revision()
        let mappings = MappingBench(revision).mappings(of: type)
        guard !mappings.isEmpty else { throw CommandFault("Маппинга для «\(type ?? "")» нет.") }
        var all: [MappingCoverage] = []
        for mapping in mappings {
            let coverage = await MappingCoverage(of: mapping, revision)
            all.append(coverage)
            for line in MappingCoverageReport(coverage: coverage).lines { Console.output.line(line) }
            Console.output.line()
        }
        // What many mappings use, only all of them together can show.
        guard type == nil else { return }
        for library in MappingCoverage.libraries(all, revision) {
            for line in MappingCoverageReport.lines(library) { Console.output.line(line) }
        }
    }
}
