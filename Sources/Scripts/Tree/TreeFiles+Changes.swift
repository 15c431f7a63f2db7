import Foundation

extension TreeFiles {
    /// Whether a tree may have a file under this path: `policies/geo.yaml`, and nothing that is hidden, that editors
    /// leave behind, or that leads out of the tree.
    package static func takes(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, folders.contains(String(parts[0])) else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty && !isPassedOver(String(part)) && !part.contains("\\")
                && part.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        }
    }

    /// The tree with some files put in place of what it has, or taken away (nil).
    ///
    /// - Throws: `TreeRefused` when it grows beyond what a tree may be.
    package func changed(by changes: [String: [UInt8]?]) throws(TreeRefused) -> TreeFiles {
        var files = files
        for (path, content) in changes {
            let path = path.precomposedStringWithCanonicalMapping
            if let content {
                files[path] = content
                if content.count > Self.fileLimit { throw Self.tooLarge(path) }
            } else {
                files[path] = nil
            }
        }
        guard files.count <= Self.countLimit else { throw Self.tooLarge(changes.keys.sorted().first ?? "") }
        return TreeFiles(files: files)
    }
}
