import ArgumentParser
import Logging
import Pipeline
import ServiceLifecycle

/// Runs the postman until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Запустить почтаря; остановить — SIGTERM или Ctrl-C.")

    @OptionGroup var options: SettingsOptions

    @Option(help: ArgumentHelp("Адрес, на котором слушать. По умолчанию 127.0.0.1.", valueName: "host"))
    var host: String?

    @Option(help: ArgumentHelp("Порт; 0 — любой свободный. По умолчанию 8103.", valueName: "port"))
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "Только принимать (intake) или только отображать и отправлять (walk): узлы одного PostgreSQL.",
            valueName: "duty"))
    var only: String?

    func validate() throws {
        if let only, Duties(rawValue: only) == nil || only == Duties.all.rawValue {
            throw ValidationError("--only: intake или walk")
        }
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port: от 0 до 65535") }
    }

    func run() async throws {
        var (settings, unknown) = try options.load()
        if let host { settings.host = host }
        if let port { settings.port = port }
        if let only = only.flatMap(Duties.init) { settings.duties = only }
        let logger = Logger("pochtar", settings.log, environment: settings.environment)
        for name in unknown {
            logger.warning("a variable that looks like ours is not", metadata: ["variable": "\(name)"])
        }
        let office = try await PostOffice.open(settings, variables: SettingsOptions.variables, logger: logger)
        let port = PortSignal()
        do {
            try await office.group(port: port).run()
            await office.close()
        } catch {
            await office.close()
            throw ListenFault.explained(error, host: settings.host, port: settings.port)
        }
        logger.notice("stopped")
    }
}
