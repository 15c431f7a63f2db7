import Policies
import Scripts

extension TreeOptions {
    /// The tree's policies.
    ///
    /// - Throws: everything that is wrong with it, in a fault of its own.
    func policies() throws -> PolicySet {
        do {
            return try PolicySet(try revision())
        } catch let refused as TreeRefused {
            throw CommandFault(refused.findings.map(\.description).joined(separator: "\n"))
        }
    }
}
