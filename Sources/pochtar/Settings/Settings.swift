import Foundation
import Messages
import Pipeline
import Storage
import Web

/// Everything that differs between one postman and another: defaults < the environment's YAML file < environment
/// variables < the command line. Holds no secrets, only references to them.
struct Settings: Sendable {
    var environment: Environment
    /// The folder with mappings, policies and plugins.
    var tree: URL
    /// The folder of the embedded store.
    var data: URL
    /// The PostgreSQL that keeps the store instead: what libpq understands, or where that is written.
    var postgres: PostgresSource?
    var host = "127.0.0.1"
    /// 0 takes any free port.
    var port = 8103
    /// The office's own time zone: what scripts see as now.
    var zone: TimeZone
    /// The time zone of each source, for times that it writes without one.
    var zones: [String: TimeZone] = [:]
    /// By the target system's short name.
    var targets: [String: TargetSettings] = [:]
    /// What this node does.
    var duties = Duties.all
    var log = LogSettings()
    var quotas = QuotaPlan()
    var limits = LimitSettings()

    /// The file of the embedded store.
    var storeFile: URL { data.appending(path: "pochtar.sqlite") }

    /// Where the store is.
    ///
    /// - Parameter variables: where `env:` secrets are.
    func storeLocation(_ variables: [String: String]) throws(SettingsFault) -> StoreLocation {
        guard let postgres else { return .file(storeFile) }
        return .postgres(try postgres.text(variables))
    }

    /// What the store is called where people read it; a password is never in it.
    var storeName: String { postgres == nil ? storeFile.path : "PostgreSQL" }

    /// What holds without any file. In `dev` УТ 11 is the stand on this machine.
    init(environment: Environment, tree: URL, data: URL) {
        self.environment = environment
        self.tree = tree
        self.data = data
        zone = TimeZone(identifier: "Europe/Moscow") ?? .gmt
        zones["ut103"] = zone
        if environment == .dev { targets["ut11"] = .stand(port: 8111) }
    }
}
