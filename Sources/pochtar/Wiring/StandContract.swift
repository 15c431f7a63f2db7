import Foundation
import Messages
import Scripts

/// What the simulated УТ 11 publishes: the types of the tree's contract.
enum StandContract {
    static let system = "ut11"

    /// Reads the contract from a tree on disk.
    static func read(from root: URL) throws(CommandFault) -> Contract {
        do {
            return try of(try Revision(files: try TreeFiles(readingFrom: root)), root)
        } catch let refused as TreeRefused {
            throw CommandFault("Дерево \(root.path) не годится: \(refused.findings.first?.description ?? "")")
        } catch let fault as CommandFault {
            throw fault
        } catch {
            throw CommandFault("Дерево \(root.path) не читается: \(error)")
        }
    }

    private static func of(_ revision: Revision, _ root: URL) throws(CommandFault) -> Contract {
        guard let contract = revision.contracts[system] else {
            throw CommandFault("В \(root.path) нет контракта mappings/contracts/\(system): стенду нечего публиковать.")
        }
        return contract
    }
}
