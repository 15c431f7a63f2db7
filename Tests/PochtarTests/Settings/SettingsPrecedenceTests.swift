import Foundation
import Logging
import Messages
import Testing
import Web

@testable import pochtar

@Suite("Settings: which place has the last word")
struct SettingsPrecedenceTests {
    @Test("without any file dev speaks to the stand of this machine")
    func developmentDefaults() throws {
        var fixture = try SettingsFixture()
        fixture.environment = .dev

        let settings = try fixture.load().settings

        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8103)
        #expect(settings.zones["ut103"]?.identifier == "Europe/Moscow")
        #expect(settings.targets.keys.sorted() == ["ut11"])
        #expect(settings.data.lastPathComponent == "data")
    }

    @Test("outside of dev no target is taken for granted")
    func noTargetsByDefault() throws {
        #expect(try SettingsFixture().load().settings.targets.isEmpty)
    }

    @Test("the file lies over the defaults, the variables over the file, the command line over all")
    func precedence() throws {
        var fixture = try SettingsFixture()
        fixture.variables = [
            "POCHTAR_LISTEN_PORT": "9002", "POCHTAR_LOG_LEVEL": "debug", "POCHTAR_DATA": "/from/variable",
            "POCHTAR_TARGETS_UT11_LOGIN": "из переменной", "POCHTAR_SOURCES_UT103_ZONE": "Asia/Omsk",
        ]
        fixture.data = "/from/call"

        let settings = try fixture.load(
            """
            data: /from/file
            zone: Asia/Yekaterinburg
            listen: { host: 0.0.0.0, port: 9001 }
            sources: { ut103: { zone: Asia/Tomsk } }
            targets:
              ut11: { base_url: "http://ut11.test/odata", login: из файла, max_in_flight: 3 }
            log: { level: warning, format: text }
            quotas: { callers: { site: 60 }, roles: { source: 6000 } }
            limits: { waiting_writes: 50, script_workers: 4, idle_timeout: 30s, shutdown: 5s }
            """
        ).settings

        #expect(settings.data.path == "/from/call")
        #expect(settings.host == "0.0.0.0")
        #expect(settings.port == 9002)
        #expect(settings.log == LogSettings(level: .debug, format: .text))
        #expect(settings.zone.identifier == "Asia/Yekaterinburg")
        #expect(settings.zones["ut103"]?.identifier == "Asia/Omsk")
        #expect(settings.targets["ut11"]?.maxInFlight == 3)
        #expect(settings.targets["ut11"]?.values["login"]?.origin == .variable("POCHTAR_TARGETS_UT11_LOGIN"))
        #expect(settings.quotas.callers == ["site": .init(perMinute: 60)])
        #expect(settings.quotas.roles == [.courier: .init(perMinute: 600), .source: .init(perMinute: 6000)])
        #expect(settings.limits.waitingWrites == 50)
        #expect(settings.limits.scriptWorkers == 4)
        #expect(settings.limits.idleTimeout == .seconds(30))
        #expect(settings.limits.shutdown == .seconds(5))
    }

    @Test("a file lies over the built-in target key by key")
    func keyByKey() throws {
        var fixture = try SettingsFixture()
        fixture.environment = .dev

        let target = try fixture.load("targets: { ut11: { max_in_flight: 2 } }").settings.targets["ut11"]

        #expect(target?.maxInFlight == 2)
        #expect(target?.values["base_url"]?.origin == .builtIn)
    }

    @Test("a file that was named must be there")
    func namedFile() throws {
        let folder = try TemporaryFolder()

        #expect(throws: SettingsFault.self) {
            try SettingsLoader(variables: ["POCHTAR_SETTINGS": folder.path("нет.yaml")], tree: folder.url.path).load()
        }
    }

    @Test("a variable that looks like ours and is not is told, not obeyed")
    func unknownVariables() throws {
        var fixture = try SettingsFixture()
        fixture.variables = [
            "POCHTAR_LISTEN_PROT": "1", "POCHTAR_SERVICE_HOST": "10.0.0.1", "PATH": "/bin", "POCHTAR_TREE": ".",
        ]

        #expect(try fixture.load().unknown == ["POCHTAR_LISTEN_PROT", "POCHTAR_SERVICE_HOST"])
    }
}
