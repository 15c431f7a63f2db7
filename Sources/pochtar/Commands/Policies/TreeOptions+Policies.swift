import ArgumentParser
import Foundation
import Policies
import Scripts

extension TreeOptions {
    /// The tree's policies.
    ///
    /// - Parameter zone: where days begin.
    /// - Throws: everything that is wrong with it, in a fault of its own.
    func policies(_ zone: TimeZone = .current) throws -> PolicySet {
        let revision = try revision()
        do throws(TreeRefused) {
            return try PolicySet(revision, zone: zone)
        } catch {
            throw CommandFault(error.description)
        }
    }

    /// The policies of a tree in a folder.
    static func policies(of folder: String, _ zone: TimeZone) throws -> PolicySet {
        try TreeOptions.parse(["--tree", folder]).policies(zone)
    }
}
