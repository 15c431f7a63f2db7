import Foundation
import Policies
import Scripts

/// What is in force at a moment.
struct Live: Sendable {
    let revision: Revision
    /// The id of the activation that made it so.
    let activation: String
    /// Understood once, when it goes live; a kept revision of an older build may not be.
    let policies: Result<PolicySet, TreeRefused>

    /// - Parameter zone: where days begin.
    init(_ revision: Revision, _ activation: String, _ zone: TimeZone) {
        self.revision = revision
        self.activation = activation
        policies = Result { () throws(TreeRefused) in try PolicySet(revision, zone: zone) }
    }
}
