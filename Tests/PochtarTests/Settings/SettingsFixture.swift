import Foundation

@testable import pochtar

/// Settings of one environment, put together from what a test writes down.
struct SettingsFixture {
    let folder: TemporaryFolder
    var environment = Environment.prod
    var variables: [String: String] = [:]
    var data: String?

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The settings with this text as the file that the tree has for the environment.
    func load(_ yaml: String? = nil) throws -> (settings: Settings, unknown: [String]) {
        if let yaml { try folder.write(yaml, to: "deploy/\(environment.rawValue).yaml") }
        return try SettingsLoader(
            variables: variables, environment: environment, file: nil, tree: folder.url.path, data: data
        ).load()
    }

    /// The lines of the fault that loading ends with; none when it succeeds.
    func faults(_ yaml: String) throws -> [String] {
        do {
            _ = try load(yaml)
            return []
        } catch let fault as SettingsFault {
            return fault.lines
        }
    }
}
