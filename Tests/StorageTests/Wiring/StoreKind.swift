import Cluster
import Foundation
import Storage

/// The databases that a store can be kept in: what holds on one holds on the other.
enum StoreKind: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// A place for a new store, gone with the process at the latest. Leases go by the times that a test names.
    func location() async throws -> StoreLocation {
        switch self {
        case .sqlite: .memory
        case .postgres: .postgres(try await ProcessCluster.database(), leases: .caller)
        }
    }

    /// Lets the body have a place that outlives the stores opened in it.
    func lastingLocation(_ body: (StoreLocation) async throws -> Void) async throws {
        guard self == .sqlite else { return try await body(location()) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "pochtar-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(.file(folder.appending(path: "pochtar.sqlite")))
    }

    /// Two nodes that share what is stored. SQLite has only one, which then is both of them.
    func nodes(leases: LeaseClock = .database) async throws -> [Store] {
        guard self == .postgres else {
            let store = try Store(.memory)
            return [store, store]
        }
        let location = StoreLocation.postgres(try await ProcessCluster.database(), leases: leases)
        return [try Store(location), try Store(location)]
    }
}
