import Foundation
import Logging
import Messages
import Web
import YAML

extension Settings {
    /// These settings with a file's values laid over them; throws all of the file's faults at once.
    func overlaid(with document: YAMLDocument) throws(YAMLFaults) -> Settings {
        try document.read { root in
            var settings = self
            if let path = root.optional("data")?.string() { settings.data = URL(filePath: path) }
            if let source = root.optional("postgres").flatMap(PostgresSource.init) { settings.postgres = source }
            if let zone = root.optional("zone").flatMap(Self.zone) { settings.zone = zone }
            if let listen = root.optional("listen")?.mapping() { settings.readListen(listen) }
            if let sources = root.optional("sources")?.mapping() { settings.readSources(sources) }
            if let targets = root.optional("targets")?.mapping() { settings.readTargets(targets) }
            if let log = root.optional("log")?.mapping() { settings.readLog(log) }
            if let quotas = root.optional("quotas")?.mapping() { settings.readQuotas(quotas) }
            if let limits = root.optional("limits")?.mapping() { settings.readLimits(limits) }
            return settings
        }
    }

    private mutating func readListen(_ listen: YAMLMapping) {
        if let host = listen.optional("host")?.string() { self.host = host }
        if let port = listen.optional("port")?.int(in: 0...65_535) { self.port = port }
    }

    private mutating func readSources(_ sources: YAMLMapping) {
        for source in sources.entries() {
            guard let value = source.value.mapping()?.required("zone") else { continue }
            if let zone = Self.zone(value) { zones[source.name] = zone }
        }
    }

    private static func zone(_ value: YAMLValue) -> TimeZone? {
        guard let name = value.string() else { return nil }
        if let zone = TimeZone(identifier: name) { return zone }
        value.fault("пояса «\(name)» нет: напишите как в базе IANA, например Europe/Moscow")
        return nil
    }

    private mutating func readTargets(_ targets: YAMLMapping) {
        for target in targets.entries() {
            guard let values = target.value.mapping() else { continue }
            var settings = self.targets[target.name] ?? TargetSettings()
            for entry in values.entries() { settings.read(entry) }
            self.targets[target.name] = settings
        }
    }

    private mutating func readLog(_ log: YAMLMapping) {
        let levels = Logger.Level.allCases.map(\.rawValue)
        if let level = log.optional("level")?.choice(of: levels).flatMap(Logger.Level.init(rawValue:)) {
            self.log.level = level
        }
        if let format = log.optional("format")?.choice(LogSettings.Format.self) { self.log.format = format }
    }

    private mutating func readQuotas(_ quotas: YAMLMapping) {
        var callers = self.quotas.callers
        var roles = self.quotas.roles
        for caller in quotas.optional("callers")?.mapping()?.entries() ?? [] {
            if let count = caller.value.int(in: 1...1_000_000) { callers[caller.name] = .init(perMinute: count) }
        }
        if let mapping = quotas.optional("roles")?.mapping() {
            for role in Role.allCases {
                guard let count = mapping.optional(role.rawValue)?.int(in: 1...1_000_000) else { continue }
                roles[role] = .init(perMinute: count)
            }
        }
        self.quotas = QuotaPlan(callers: callers, roles: roles)
    }

    private mutating func readLimits(_ limits: YAMLMapping) {
        if let count = limits.optional("waiting_writes")?.int(in: 1...1_000_000) { self.limits.waitingWrites = count }
        if let count = limits.optional("script_workers")?.int(in: 1...64) { self.limits.scriptWorkers = count }
        if let time = limits.optional("idle_timeout")?.milliseconds(in: 1000...3_600_000) {
            self.limits.idleTimeout = .milliseconds(time)
        }
        if let time = limits.optional("shutdown")?.milliseconds(in: 1000...300_000) {
            self.limits.shutdown = .milliseconds(time)
        }
    }
}

extension TargetSettings {
    /// Takes one entry of a target's settings: ours, or the plugin's.
    fileprivate mutating func read(_ entry: YAMLNamed) {
        if entry.name == "max_in_flight" {
            if let count = entry.value.int(in: Self.maxInFlightRange) { maxInFlight = count }
            return
        }
        guard let content = Self.content(entry.value) else { return }
        values[entry.name] = TargetValue(content: content, origin: .file(entry.value.place))
    }

    private static func content(_ value: YAMLValue) -> TargetValue.Content? {
        switch value.node {
        case .scalar(let scalar):
            guard value.string() != nil else { return nil }
            return .plain(scalar.text, isQuoted: scalar.quoted)
        case .sequence:
            value.fault("списков в настройках коннектора не бывает: напишите одно значение")
            return nil
        case .mapping:
            guard let text = value.mapping()?.required("secret"), let written = text.string() else { return nil }
            guard let reference = SecretReference(written) else {
                text.fault("секрет задаётся ссылкой: file:/путь/к/файлу или env:ИМЯ_ПЕРЕМЕННОЙ")
                return nil
            }
            return .secret(reference)
        }
    }
}
