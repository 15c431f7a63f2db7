import Cluster

/// The databases that a postman's store can be kept in.
enum StoreKind: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// A new database for a store; nil where the store is a file in the postman's own data folder.
    func database() async throws -> String? {
        switch self {
        case .sqlite: nil
        case .postgres: try await ProcessCluster.database()
        }
    }
}
