import Cluster
import Storage

/// The databases that the store of a test can be kept in.
enum StoreKind: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// A place for a new store, gone with the process at the latest. Leases go by the clock that the test moves.
    func location() async throws -> StoreLocation {
        switch self {
        case .sqlite: .memory
        case .postgres: .postgres(try await ProcessCluster.database(), leases: .caller)
        }
    }

    /// Two nodes that share what is stored. SQLite has only one, which then is both of them.
    func nodes() async throws -> [Store] {
        guard self == .postgres else {
            let store = try Store(.memory)
            return [store, store]
        }
        let location = try await location()
        return [try Store(location), try Store(location)]
    }
}
