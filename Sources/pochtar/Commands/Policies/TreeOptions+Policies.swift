import ArgumentParser
import Policies
import Scripts

extension TreeOptions {
    /// The tree's policies.
    ///
    /// - Throws: everything that is wrong with it, in a fault of its own.
    func policies() throws -> PolicySet {
        let revision = try revision()
        do throws(TreeRefused) {
            return try PolicySet(revision)
        } catch {
            throw CommandFault(error.description)
        }
    }

    /// The policies of a tree in a folder.
    static func policies(of folder: String) throws -> PolicySet {
        try TreeOptions.parse(["--tree", folder]).policies()
    }
}
