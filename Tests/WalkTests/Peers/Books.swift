import Dispatch
import Foundation
import Messages
import Synchronization

@testable import Storage

/// The store of a postman, opened from outside: what is on disk, also while the postman is dead, and locks
/// that another node may hold.
struct Books: Sendable {
    let store: Store

    init(_ postman: PostmanNode) throws {
        store = try Store(postman.location)
    }

    /// Of the nodes that share a PostgreSQL.
    init(postgres: String) throws {
        store = try Store(.postgres(postgres))
    }

    /// Whether nothing is on its way that can still move by itself.
    func isIdle() async throws -> Bool {
        try await store.read { try $0.isIdle() }
    }

    /// Whether nothing moves before somebody decides.
    func isAtRest() async throws -> Bool {
        try await store.read { try $0.isAtRest() }
    }

    /// How often the journal says that a message was accepted.
    func acceptances(_ message: String) async throws -> Int {
        try await entries(message, .accepted).count
    }

    /// The journal's entries of one sort about a message, in their order.
    func entries(_ message: String, _ kind: JournalKind) async throws -> [JournalEntry] {
        try await store.read { try $0.journal(message: message, kind: kind, limit: 1000) }
    }

    /// All journal entries about an object, in their order.
    func entries(_ object: ObjectKey) async throws -> [JournalEntry] {
        try await store.read { try $0.journal(object: object.id, limit: 10_000) }.filter { $0.object == object }
    }

    /// The states of a message's dispatches, in their order.
    func states(_ message: String) async throws -> [DispatchState] {
        try await store.read { try $0.dispatches(of: message).map(\.state) }
    }

    /// Whether a message waits to be mapped.
    func waitsForMapping(_ message: String) async throws -> Bool {
        try await store.read { try $0.isInInbox(message) }
    }

    /// Everybody may read meanwhile, and nobody else write.
    private static let lock = """
        LOCK TABLE message, object, sorting, inbox, dispatch, outbox, waits, xref, idempotency, journal
          IN EXCLUSIVE MODE
        """

    /// Holds the write lock of the store while the body runs, as another process would in the middle of a transaction.
    func locked<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let entered = Mutex(false)
        let gate = DispatchSemaphore(value: 0)
        let store = store
        let holding = Task {
            try await store.transaction { session in
                // SQLite has one writer: to be in a transaction is enough.
                if session.dialect == .postgres { try session.script(Self.lock) }
                entered.withLock { $0 = true }
                gate.wait()
            }
        }
        do {
            try await Patience.until("the store is locked") { entered.withLock { $0 } }
            let value = try await body()
            gate.signal()
            try await holding.value
            return value
        } catch {
            gate.signal()
            throw error
        }
    }
}
