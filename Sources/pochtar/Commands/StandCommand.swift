import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import Stand
import UnixSignals

/// Runs the simulated УТ 10.3 and УТ 11.
struct StandCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stand",
        abstract: "Запустить стенд: УТ 11 понарошку (/ut11/…) и управление стендом (/stand/…).")

    @Option(help: ArgumentHelp("Порт; 0 — любой свободный.", valueName: "port"))
    var port = 8111

    @Option(help: ArgumentHelp("Адрес, на котором слушать.", valueName: "host"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("Папка с mappings/contracts. По умолчанию рабочая.", valueName: "dir"))
    var tree: String?

    @Flag(help: "УТ 11 уже заполнена выгрузкой из 10.3: с двойниками, латинскими буквами и лишними пробелами.")
    var prefilled = false

    @Option(help: ArgumentHelp("Сколько объектов в той 10.3, вместе с --prefilled.", valueName: "n"))
    var count = 400

    @Option(help: ArgumentHelp("Число, из которого они получаются, вместе с --prefilled.", valueName: "n"))
    var seed: UInt32 = 1

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port: от 0 до 65535") }
        guard Source103.sizes.contains(count) else {
            throw ValidationError("--count: от \(Source103.sizes.lowerBound) до \(Source103.sizes.upperBound)")
        }
    }

    func run() async throws {
        let root = URL(filePath: tree ?? SettingsOptions.variables["POCHTAR_TREE"] ?? ".").absoluteURL
        let logger = Logger("stand", LogSettings(), environment: .dev)
        let stand = StandApplication(
            settings: StandSettings(host: host, port: port), contract: try StandContract.read(from: root),
            logger: logger)
        if prefilled { stand.base.load(BulkLoad(of: Source103(seed: seed, count: count))) }
        let signal = PortSignal()
        let group = ServiceGroup(
            services: [StandService(stand: stand, port: signal)], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                if let port = await signal.port() {
                    logger.notice("listening", metadata: ["host": "\(host)", "port": .stringConvertible(port)])
                }
                try await tasks.next()
            }
        } catch {
            throw ListenFault.explained(error, host: host, port: port)
        }
    }
}
