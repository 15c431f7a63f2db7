import Foundation
import Logging
import Messages

extension Settings {
    /// What every variable of ours begins with.
    static let variablePrefix = "POCHTAR_"
    /// Variables that say which settings to read, before there are any.
    static let leadingVariables: Set<String> = ["POCHTAR_ENVIRONMENT", "POCHTAR_SETTINGS", "POCHTAR_TREE"]

    /// Lays environment variables over these settings: `POCHTAR_` and the setting's path in capitals, as in
    /// `POCHTAR_LISTEN_PORT` or `POCHTAR_TARGETS_UT11_PASSWORD`.
    ///
    /// - Returns: variables that look like ours and are not: a platform may set such (Kubernetes names services so).
    mutating func overlay(_ variables: [String: String]) throws(SettingsFault) -> [String] {
        var unknown: [String] = []
        var faults: [String] = []
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) where name.hasPrefix(Self.variablePrefix) {
            if Self.leadingVariables.contains(name) { continue }
            let path = name.dropFirst(Self.variablePrefix.count)
            switch take(String(path), value, from: name) {
            case .taken: continue
            case .unknown: unknown.append(name)
            case .wrong(let sentence): faults.append("\(SettingOrigin.variable(name)): \(sentence)")
            }
        }
        guard faults.isEmpty else { throw SettingsFault(faults) }
        return unknown
    }

    private enum Reading {
        case taken
        case unknown
        /// In Russian, without the value: it may be a secret.
        case wrong(String)
    }

    private mutating func take(_ path: String, _ value: String, from name: String) -> Reading {
        switch path {
        case "DATA": return Self.text(value) { data = URL(filePath: $0) }
        case "POSTGRES": return Self.text(value) { postgres = .plain($0) }
        case "ZONE": return Self.zone(value) { zone = $0 }
        case "LISTEN_HOST": return Self.text(value) { host = $0 }
        case "LISTEN_PORT": return Self.number(value, 0...65_535) { port = $0 }
        case "LOG_LEVEL":
            return Self.word(value, Logger.Level.allCases.map(\.rawValue)) {
                log.level = Logger.Level(rawValue: $0) ?? log.level
            }
        case "LOG_FORMAT":
            return Self.word(value, LogSettings.Format.allCases.map(\.rawValue)) {
                log.format = LogSettings.Format(rawValue: $0) ?? log.format
            }
        case "LIMITS_WAITING_WRITES": return Self.number(value, 1...1_000_000) { limits.waitingWrites = $0 }
        case "LIMITS_SCRIPT_WORKERS": return Self.number(value, 1...64) { limits.scriptWorkers = $0 }
        default:
            if path.hasPrefix("SOURCES_") { return takeZone(path.dropFirst("SOURCES_".count), value) }
            if path.hasPrefix("TARGETS_") { return takeTarget(path.dropFirst("TARGETS_".count), value, name) }
            return .unknown
        }
    }

    private mutating func takeZone(_ path: Substring, _ value: String) -> Reading {
        guard path.hasSuffix("_ZONE"), path.count > "_ZONE".count else { return .unknown }
        return Self.zone(value) { zones[path.dropLast("_ZONE".count).lowercased()] = $0 }
    }

    private static func zone(_ value: String, _ take: (TimeZone) -> Void) -> Reading {
        guard let zone = TimeZone(identifier: value) else {
            return .wrong("такого пояса нет: напишите как в базе IANA, например Europe/Moscow")
        }
        take(zone)
        return .taken
    }

    /// The name of a target goes up to the first underscore, unless a longer one is known.
    private mutating func takeTarget(_ path: Substring, _ value: String, _ name: String) -> Reading {
        let known = targets.keys.filter { path.hasPrefix($0.uppercased() + "_") }.max { $0.count < $1.count }
        guard let target = known ?? path.split(separator: "_").first.map({ $0.lowercased() }) else { return .unknown }
        let setting = path.dropFirst(target.count + 1).lowercased()
        guard !setting.isEmpty else { return .unknown }
        if setting == "max_in_flight" {
            return Self.number(value, TargetSettings.maxInFlightRange) {
                targets[target, default: TargetSettings()].maxInFlight = $0
            }
        }
        return Self.text(value) {
            targets[target, default: TargetSettings()].values[setting] = TargetValue(
                content: .plain($0, isQuoted: false), origin: .variable(name))
        }
    }

    private static func text(_ value: String, _ take: (String) -> Void) -> Reading {
        guard !value.isEmpty else { return .wrong("значения нет: задайте его или уберите переменную") }
        take(value)
        return .taken
    }

    private static func number(_ value: String, _ range: ClosedRange<Int>, _ take: (Int) -> Void) -> Reading {
        guard let number = Int(value), range.contains(number) else {
            return .wrong("нужно целое число от \(range.lowerBound) до \(range.upperBound)")
        }
        take(number)
        return .taken
    }

    private static func word(_ value: String, _ words: [String], _ take: (String) -> Void) -> Reading {
        guard words.contains(value) else { return .wrong("нужно одно из: \(words.joined(separator: ", "))") }
        take(value)
        return .taken
    }
}
