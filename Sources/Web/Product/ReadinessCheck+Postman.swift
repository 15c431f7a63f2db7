package import Pipeline
import Storage

extension ReadinessCheck {
    /// What must be well before the postman takes messages.
    package static func all(of postman: Postman) -> [ReadinessCheck] {
        [
            ReadinessCheck("store") {
                // Nothing is written, but the writer must be there and let us begin and commit.
                try await postman.store.transaction { _ in }
                return .well
            },
            ReadinessCheck("revision") {
                let live = try await postman.store.read { try $0.liveActivation() }
                return live == nil ? .ill("no revision is live") : .well
            },
        ]
    }
}
