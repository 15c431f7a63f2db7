package import HTTPTypes
package import Messages
import Synchronization

/// What is learnt about a request while it is served. A context is copied on its way down, this is not: the access log
/// reads at the end what was written anywhere.
package final class RequestTrail: Sendable {
    /// What the access log tells beside the request's own line.
    package struct Notes: Sendable {
        /// The path as it was registered: `/api/v1/messages/{id}`.
        package var template: String?
        package var caller: String?
        package var problem: ProblemCode?
        package var idempotencyKey: String?
        package var isReplay = false
        package var receivedBytes = 0
        /// Headers that the answer gets whatever it will be.
        package var headers: [HTTPField] = []
    }

    private let state = Mutex(Notes())

    package init() {}

    /// The notes as they are now.
    package var notes: Notes { state.withLock { $0 } }

    /// Adds to the notes.
    package func note(_ change: (inout sending Notes) -> Void) {
        state.withLock { change(&$0) }
    }
}
