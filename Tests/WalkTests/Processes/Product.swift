import Foundation

/// The product as it was built beside these tests, and the tree of the repository they belong to.
enum Product {
    /// The executable that `POCHTAR_BINARY` names, else `pochtar` in the folder of the test bundle.
    static let binary =
        ProcessInfo.processInfo.environment["POCHTAR_BINARY"].map { URL(filePath: $0).absoluteURL }
        ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "pochtar")

    /// Where `mappings`, `policies` and `plugins` are.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
