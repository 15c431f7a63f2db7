import Foundation
import YAML

/// Puts the settings together from their places.
struct SettingsLoader {
    /// The environment variables of the process.
    let variables: [String: String]
    /// What the command line says; nil leaves it to the next place.
    var environment: Environment?
    var file: String?
    var tree: String?
    var data: String?

    /// The settings, and variables that look like ours and are not.
    func load() throws(SettingsFault) -> (settings: Settings, unknown: [String]) {
        let environment: Environment
        if let named = self.environment { environment = named } else { environment = try environmentOfVariables }
        let tree = URL(filePath: self.tree ?? variables["POCHTAR_TREE"] ?? ".").absoluteURL
        var settings = Settings(environment: environment, tree: tree, data: URL(filePath: "data"))
        if let document = try document(environment, tree) {
            do throws(YAMLFaults) {
                settings = try settings.overlaid(with: document)
            } catch {
                throw SettingsFault(error.faults.map(\.description))
            }
        }
        let unknown = try settings.overlay(variables)
        if let data { settings.data = URL(filePath: data) }
        settings.data = settings.data.absoluteURL
        return (settings, unknown)
    }

    private var environmentOfVariables: Environment {
        get throws(SettingsFault) {
            guard let name = variables["POCHTAR_ENVIRONMENT"] else { return .dev }
            guard let environment = Environment(rawValue: name) else {
                let names = Environment.allCases.map(\.rawValue).joined(separator: ", ")
                throw SettingsFault(.variable("POCHTAR_ENVIRONMENT"), "нужно одно из: \(names)")
            }
            return environment
        }
    }

    /// The file that was named, which must be there; else the one the tree has for the environment, if it has one.
    private func document(_ environment: Environment, _ tree: URL) throws(SettingsFault) -> YAMLDocument? {
        let name: (path: String, origin: SettingOrigin)? =
            if let file {
                (file, .option("--settings"))
            } else if let file = variables["POCHTAR_SETTINGS"] {
                (file, .variable("POCHTAR_SETTINGS"))
            } else {
                nil
            }
        let own = "deploy/\(environment.rawValue).yaml"
        let path = name?.path ?? tree.appending(path: own).path
        if name == nil, !FileManager.default.fileExists(atPath: path) { return nil }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            let origin = name?.origin ?? .option("--tree")
            throw SettingsFault(origin, "файл настроек \(path) не читается; проверьте путь и права")
        }
        do throws(YAMLFaults) {
            return try YAMLDocument(Array(bytes), file: name?.path ?? own)
        } catch {
            throw SettingsFault(error.faults.map(\.description))
        }
    }
}
