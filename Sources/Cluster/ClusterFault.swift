/// Why a cluster could not be started, or would not do what was asked of it.
package struct ClusterFault: Error, CustomStringConvertible, Sendable {
    /// What happened, with what the program said about it.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
