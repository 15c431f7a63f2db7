import ArgumentParser
import Foundation
import Logging
import Stand

/// The main job: objects cross from a simulated 10.3 to a simulated УТ 11, and what came of it is counted.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Показать дело: стенд выгружает объекты из 10.3, почтарь доставляет их в УТ 11.",
        discussion: "Код выхода: 0 — ничего не потеряно и ничего не повторено, 1 — что-то застряло или не сошлось.")

    @Flag(help: "Закончить после итога; иначе почтарь и стенд остаются работать.")
    var once = false

    @Option(help: ArgumentHelp("Порт почтаря; 0 — любой свободный.", valueName: "port"))
    var port = 8103

    @Option(help: ArgumentHelp("Порт стенда; 0 — любой свободный.", valueName: "port"))
    var standPort = 8111

    @Option(help: ArgumentHelp("Папка данных; по умолчанию новая временная, она остаётся.", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "PostgreSQL вместо встроенного хранилища; в нём ещё ничего не должно быть.", valueName: "dsn"))
    var postgres: String?

    @Option(help: ArgumentHelp("Папка с mappings, policies и plugins. По умолчанию рабочая.", valueName: "dir"))
    var tree: String?

    @Option(help: ArgumentHelp("Сколько объектов выгрузить.", valueName: "n"))
    var count = 400

    @Option(help: ArgumentHelp("Число, из которого получаются объекты: то же число — те же объекты.", valueName: "n"))
    var seed: UInt32 = 1

    @Flag(help: "УТ 11 уже заполнена выгрузкой из той же 10.3: с двойниками, латинскими буквами и лишними пробелами.")
    var prefilled = false

    func validate() throws {
        for port in [port, standPort] where !(0...65_535).contains(port) {
            throw ValidationError("порт: от 0 до 65535")
        }
        guard Source103.sizes.contains(count) else {
            throw ValidationError("--count: от \(Source103.sizes.lowerBound) до \(Source103.sizes.upperBound)")
        }
    }

    func run() async throws {
        let variables = SettingsOptions.variables
        var settings = try SettingsLoader(
            variables: variables, environment: .dev, tree: tree, data: try data ?? Self.temporaryFolder()
        ).load().settings
        settings.host = "127.0.0.1"
        settings.port = port
        if let postgres { settings.postgres = .plain(postgres) }
        if variables["POCHTAR_LOG_LEVEL"] == nil { settings.log.level = .warning }
        if variables["POCHTAR_LOG_FORMAT"] == nil { settings.log.format = .text }
        let job = MainJob(
            settings: settings, variables: variables, standPort: standPort, count: count, seed: seed,
            isPrefilled: prefilled, staysUp: !once, console: .output)
        guard try await job.run() else { throw ExitCode(1) }
    }

    private static func temporaryFolder() throws -> String {
        let name = "pochtar-run-\(ProcessInfo.processInfo.processIdentifier)-\(Int(Date().timeIntervalSince1970))"
        return FileManager.default.temporaryDirectory.appending(path: name).path
    }
}
