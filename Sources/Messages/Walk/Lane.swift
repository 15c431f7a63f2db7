/// A flow with its own workers, limits and pause, so that a failure of one does not stop another (CS-12).
package enum Lane: String, Sendable, Codable, CaseIterable, Hashable {
    /// НСИ: catalogues.
    case catalogs
    case documents
    case money
    case deliveries
    case notifications

    /// Which lane goes first when a target comes back after an outage; smaller is earlier: money first.
    package var urgency: Int {
        switch self {
        case .money: 0
        case .deliveries: 1
        case .documents: 2
        case .catalogs: 3
        case .notifications: 4
        }
    }
}
