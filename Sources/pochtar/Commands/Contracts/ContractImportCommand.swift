import ArgumentParser
import Foundation
import Scripts

/// Writes a contract from a system's own metadata.
struct ContractImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Написать контракт из метаданных 1С: EDMX ($metadata) или выгрузки в JSON.",
        discussion: "Чего из файла не узнать, стоит в контракте комментарием и говорится отдельно. Лишнее сотрите.")

    @Argument(help: ArgumentHelp("EDMX, который отдаёт OData 1С, или выгрузка метаданных в JSON.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Система, чей это контракт.", valueName: "система"))
    var system = "ut11"

    @Option(
        name: .customLong("type"), parsing: .upToNextOption,
        help: ArgumentHelp("Типы: Документ.РеализацияТоваровУслуг или просто имя; без них — все.", valueName: "тип"))
    var types: [String] = []

    @Option(
        help: ArgumentHelp("Куда записать; без него — на экран. Готовый файл не переписывается.", valueName: "file"))
    var into: String?

    func run() throws {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw CommandFault.call("Файл \(file) не читается.")
        }
        let contract: ContractImport
        do throws(WorkbenchFault) {
            contract = try ContractImport(Array(bytes), named: file, system: system, types: types)
        } catch {
            throw CommandFault(error.description)
        }
        for doubt in contract.doubts { Console.error.line("не узнать: \(doubt)") }
        guard let into else { return Console.output.write(contract.text) }
        guard !FileManager.default.fileExists(atPath: into) else {
            throw CommandFault("\(into) уже есть: не переписываю.")
        }
        let place = URL(filePath: into)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(contract.text.utf8).write(to: place)
        Console.output.line("\(into): типов \(contract.types.count), неясностей \(contract.doubts.count)")
    }
}
