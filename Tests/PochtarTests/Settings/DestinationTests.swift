import Connectors
import Foundation
import Messages
import Scripts
import Testing

@testable import pochtar

@Suite("Settings: a target's settings become its destination")
struct DestinationTests {
    private static let secret = "очень-тайный-пароль"

    @Test("secrets come from a file or a variable, and neither settings nor the script's view show them")
    func secrets() throws {
        var fixture = try SettingsFixture()
        fixture.variables = ["UT11_PASSWORD": Self.secret]
        let file = try fixture.folder.write(Self.secret + "\n", to: "secrets/password")

        for reference in ["env:UT11_PASSWORD", "file:\(file)"] {
            let settings = try fixture.load(Self.yaml(password: "{ secret: \"\(reference)\" }")).settings
            let destination = try #require(try Self.destinations(settings, fixture)["ut11"])

            guard case .basic(let login, let password) = destination.authorization else {
                Issue.record("the plugin asks for Basic")
                return
            }
            #expect(login == "Обмен")
            #expect(password == Self.secret)
            #expect(destination.settings["password"] == ["$secret": "password"])
            #expect(!destination.settings.text.contains(Self.secret))
            #expect(!Self.dumped(settings).contains(Self.secret))
        }
    }

    @Test("a literal password in a file is a fault at its place, and is not repeated there")
    func literalPassword() throws {
        let fixture = try SettingsFixture()
        let settings = try fixture.load(Self.yaml(password: Self.secret)).settings

        let fault = #expect(throws: SettingsFault.self) { try Self.destinations(settings, fixture) }

        #expect(fault?.lines.count == 1)
        #expect(fault?.description.hasPrefix("deploy/prod.yaml:5:15: password — секрет") == true)
        #expect(fault?.description.contains(Self.secret) == false)
        #expect(!Self.dumped(settings).contains(Self.secret))
    }

    @Test("in dev a literal password will do")
    func developmentPassword() throws {
        var fixture = try SettingsFixture()
        fixture.environment = .dev
        let settings = try fixture.load(Self.yaml(password: "обмен")).settings

        #expect(try Self.destinations(settings, fixture)["ut11"] != nil)
    }

    @Test("a secret that is not there is told by its reference")
    func missingSecret() throws {
        let fixture = try SettingsFixture()
        let settings = try fixture.load(Self.yaml(password: "{ secret: env:NOT_SET }")).settings

        let fault = #expect(throws: SettingsFault.self) { try Self.destinations(settings, fixture) }

        #expect(fault?.description.hasPrefix("deploy/prod.yaml:5:15: секрет env:NOT_SET") == true)
    }

    @Test("what the plugin does not know, what it needs and what has a wrong type is told at once")
    func wrongSettings() throws {
        let fixture = try SettingsFixture()
        let settings = try fixture.load(
            """
            targets:
              ut11:
                base_url: http://ut11.test
                passwort: x
                ref_key_honoured: да
              b24: { base_url: "http://b24.test" }
            """
        ).settings

        let fault = #expect(throws: SettingsFault.self) { try Self.destinations(settings, fixture) }

        let lines = fault?.lines ?? []
        #expect(lines.contains { $0.hasPrefix("deploy/prod.yaml:4:15: у коннектора ut11 нет настройки «passwort»") })
        #expect(lines.contains { $0.hasPrefix("deploy/prod.yaml:5:23: ref_key_honoured: нужно true или false") })
        #expect(lines.contains { $0.contains("нет обязательной настройки «login»") })
        #expect(lines.contains { $0.contains("POCHTAR_TARGETS_UT11_PASSWORD") })
        #expect(lines.contains { $0.contains("для системы «b24» нет коннектора") })
    }

    @Test("an address with a user name in it is refused")
    func address() throws {
        let fixture = try SettingsFixture()
        let yaml = Self.yaml(password: "{ secret: env:PASSWORD }").replacing("http://", with: "http://user@")
        var settings = try fixture.load(yaml).settings
        settings.targets["ut11"]?.values["password"] = TargetValue(
            content: .plain("x", isQuoted: true), origin: .builtIn)

        let fault = #expect(throws: SettingsFault.self) { try Self.destinations(settings, fixture) }

        #expect(fault?.description.hasPrefix("deploy/prod.yaml:3:15: base_url системы ut11") == true)
    }

    @Test("defaults of the plugin and our own settings reach the destination")
    func defaults() throws {
        var fixture = try SettingsFixture()
        fixture.variables = ["POCHTAR_TARGETS_UT11_PASSWORD": Self.secret]
        let settings = try fixture.load(Self.yaml(password: nil)).settings

        let destination = try #require(try Self.destinations(settings, fixture)["ut11"])

        #expect(destination.settings["ref_key_honoured"] == true)
        #expect(destination.maxInFlight == 3)
        #expect(destination.baseURL == "http://ut11.test/odata")
    }

    private static func yaml(password: String?) -> String {
        """
        targets:
          ut11:
            base_url: http://ut11.test/odata/
            login: Обмен
        \(password.map { "    password: \($0)\n" } ?? "")    max_in_flight: 3
        """
    }

    private static func destinations(
        _ settings: Settings, _ fixture: SettingsFixture
    ) throws -> [String: Destination] {
        let revision = try Revision(files: try TreeFiles(readingFrom: House.tree))
        return try settings.destinations(for: revision, variables: fixture.variables)
    }

    private static func dumped(_ settings: Settings) -> String {
        var text = String(describing: settings) + String(reflecting: settings)
        dump(settings, to: &text)
        return text
    }
}
