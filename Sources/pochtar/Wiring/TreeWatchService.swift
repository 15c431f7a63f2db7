import Foundation
import Pipeline
import ServiceLifecycle

/// Watches the tree on disk: an edited mapping is live within two seconds.
struct TreeWatchService: Service, CustomStringConvertible {
    let revisions: RevisionKeeper
    let tree: URL

    var description: String { "tree watch" }

    func run() async throws {
        await cancelWhenGracefulShutdown { await revisions.watch(tree) }
    }
}
