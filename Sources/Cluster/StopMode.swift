import Foundation

/// How a cluster is told to stop.
package enum StopMode: Sendable {
    /// Waits until the last client has gone.
    case smart
    /// Rolls back what is open and writes a checkpoint.
    case fast
    /// Leaves everything as it is; the next start recovers.
    case immediate

    var signal: Int32 {
        switch self {
        case .smart: SIGTERM
        case .fast: SIGINT
        case .immediate: SIGQUIT
        }
    }
}
