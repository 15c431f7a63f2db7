import Cluster

/// The databases that a store can be kept in.
enum StoreKind: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// The options by which every command finds one new store.
    func options(in folder: TemporaryFolder) async throws -> [String] {
        switch self {
        case .sqlite: ["--data", folder.path("data")]
        case .postgres: ["--postgres", try await ProcessCluster.database()]
        }
    }
}
