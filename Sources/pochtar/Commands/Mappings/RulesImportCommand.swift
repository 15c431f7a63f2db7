import ArgumentParser
import Foundation
import Scripts

/// Begins mappings from the rules of «Конвертация данных».
struct RulesImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-kd",
        abstract: "Черновики маппингов из правил «Конвертации данных» 2 (XML) или 3 (модуль).",
        discussion: """
            Пары полей, ссылки по правилам, поля поиска и пары значений переносятся; код обработчиков — нет: он \
            помечен ПЕРЕПИСАТЬ и приложен к черновику. Редакцию узнают по содержимому: XML с ПравилаОбмена — КД2, \
            модуль менеджера обмена через универсальный формат (.bsl, .txt в UTF-8) — КД3. Модуль знает только свою \
            конфигурацию и формат: имена формата в черновике сверяют с контрактом. Готовые файлы не переписываются.
            """)

    @Argument(help: ArgumentHelp("Правила КД2 в XML или модуль КД3.", valueName: "rules"))
    var file: String

    @Option(help: ArgumentHelp("Система-источник.", valueName: "система"))
    var system = "ut103"

    @Option(help: ArgumentHelp("Система-приёмник.", valueName: "система"))
    var target = "ut11"

    @Option(
        help: ArgumentHelp(
            "Какие правила модуля КД3 брать: отправка или получение; без неё — все.", valueName: "direction"))
    var direction: RuleDirection?

    @Option(help: ArgumentHelp("Папка маппингов; без неё — на экран.", valueName: "dir"))
    var into: String?

    func run() throws {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw CommandFault.call("Файл \(file) не читается.")
        }
        let rules: RulesImport
        do throws(WorkbenchFault) {
            rules = try RulesImport(Array(bytes), named: file, system: system, target: target, direction: direction)
        } catch {
            throw CommandFault(error.description)
        }
        for (path, text) in rules.files { try put(text, path) }
        Console.output.line("Файлов \(rules.files.count), обработчиков переписать: \(rules.handlers.count)")
        for handler in rules.handlers { Console.output.line("  \(handler)") }
        if !rules.remarks.isEmpty { Console.output.line("Не перенесено:") }
        for remark in rules.remarks { Console.output.line("  \(remark)") }
    }

    private func put(_ text: String, _ path: String) throws {
        guard let into else {
            Console.output.line("-- ── \(path)")
            return Console.output.line(text)
        }
        let place = URL(filePath: into).appending(path: path)
        guard !FileManager.default.fileExists(atPath: place.path) else {
            return Console.output.line("\(path): уже есть, не переписываю")
        }
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
        Console.output.line("\(path): создан")
    }
}

extension RuleDirection: ExpressibleByArgument {}
