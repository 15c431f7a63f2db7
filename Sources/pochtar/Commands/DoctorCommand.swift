import ArgumentParser
import Logging
import Messages

/// Looks over everything a postman's work rests on.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Проверить, что всё на месте: хранилище, дерево, ревизия, часы, диск, системы-приёмники.",
        discussion: "Код выхода: 0 — ничего плохого, 1 — что-то плохо, 2 — неверный вызов.")

    @Flag(
        help: "Создать в приёмнике пробный объект и пометить на удаление: принимает ли он предложенный GUID.")
    var probeWrite = false

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let (settings, unknown) = try options.load()
        let log = LogSettings(level: .error, format: .text)
        let doctor = Doctor(
            settings: settings, variables: SettingsOptions.variables, unknownVariables: unknown, mayWrite: probeWrite,
            clock: .system, logger: Logger("doctor", log, environment: settings.environment))
        let findings = await doctor.examine()
        for finding in findings { Console.output.line(finding.line) }
        guard !findings.contains(where: \.isIll) else { throw ExitCode(1) }
    }
}
