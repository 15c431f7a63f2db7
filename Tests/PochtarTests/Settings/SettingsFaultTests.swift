import Foundation
import Testing

@testable import pochtar

@Suite("Settings: what is wrong, and where")
struct SettingsFaultTests {
    @Test(
        "every fault of a file points at its character",
        arguments: [
            ("lisen: { port: 1 }", "deploy/prod.yaml:1:1: неизвестный ключ «lisen»; может быть, «listen»?"),
            ("listen:\n  port: 70000", "deploy/prod.yaml:2:9: «port»: 70000 вне допустимого: от 0 до 65535"),
            (
                "listen:\n  port: \"80\"",
                "deploy/prod.yaml:2:9: «port»: кавычки превращают число 80 в текст: уберите их"
            ),
            ("zone: Москва", "deploy/prod.yaml:1:7: пояса «Москва» нет"),
            ("sources:\n  ut103: {}", "deploy/prod.yaml:2:10: нет обязательного ключа «zone»"),
            ("log: { level: loud }", "deploy/prod.yaml:1:15: «level»: ожидается одно из: "),
            ("targets:\n  ut11:\n    max_in_flight: 0", "deploy/prod.yaml:3:20: «max_in_flight»: 0 вне допустимого"),
            ("targets:\n  ut11:\n    password: { secret: тайна }", "deploy/prod.yaml:3:25: секрет задаётся ссылкой"),
            (
                "targets:\n  ut11:\n    password: { sekret: env:X }",
                "deploy/prod.yaml:3:15: нет обязательного ключа «secret»"
            ),
            ("targets:\n  ut11:\n    login:", "deploy/prod.yaml:3:"),
            ("targets:\n  ut11:\n    login: [a]", "deploy/prod.yaml:3:12: списков в настройках коннектора не бывает"),
            ("quotas: { roles: { boss: 1 } }", "deploy/prod.yaml:1:20: неизвестный ключ «boss»"),
            ("limits: { shutdown: 20 }", "deploy/prod.yaml:1:21: «shutdown»: ожидается длительность"),
        ])
    func places(yaml: String, start: String) throws {
        let faults = try SettingsFixture().faults(yaml)

        #expect(faults.contains { $0.hasPrefix(start) }, "\(faults)")
    }

    @Test("all faults of a file are told at once")
    func allAtOnce() throws {
        #expect(try SettingsFixture().faults("zone: Москва\nlog: { level: loud, format: xml }").count == 3)
    }

    @Test(
        "a variable's fault names it and not its value",
        arguments: [
            ("POCHTAR_LISTEN_PORT", "секрет"), ("POCHTAR_LOG_LEVEL", "громко"),
            ("POCHTAR_SOURCES_UT103_ZONE", "Москва"),
            ("POCHTAR_TARGETS_UT11_MAX_IN_FLIGHT", "много"), ("POCHTAR_ZONE", "Москва"),
        ])
    func variables(name: String, value: String) throws {
        var fixture = try SettingsFixture()
        fixture.variables = [name: value]

        let faults = try fixture.faults("data: /data")

        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("переменная \(name): ") == true)
        #expect(faults.first?.contains(value) == false)
    }

    @Test("an environment that does not exist is refused")
    func environment() throws {
        #expect(throws: SettingsFault.self) {
            try SettingsLoader(variables: ["POCHTAR_ENVIRONMENT": "production"]).load()
        }
    }
}
