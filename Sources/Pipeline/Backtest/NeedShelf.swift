import Messages
import Storage
import Synchronization

/// What is stored of the objects that mappings read of one message: whoever asks again is given the same.
final class NeedShelf: Sendable {
    private let store: Store
    private let known = Mutex<[ObjectKey: Message?]>([:])

    init(_ store: Store) {
        self.store = store
    }

    /// The latest stored versions; what never came is left out.
    func fetch(_ keys: Set<ObjectKey>) async throws -> [ObjectKey: Message] {
        let unknown = known.withLock { known in keys.filter { known[$0] == nil } }
        if !unknown.isEmpty {
            let found = try await store.read { try $0.latestVersions(of: unknown) }
            known.withLock { known in
                for key in unknown { known.updateValue(found[key], forKey: key) }
            }
        }
        return known.withLock { known in
            Dictionary(keys.compactMap { key in known[key]?.map { (key, $0) } }) { first, _ in first }
        }
    }

    /// The versions that were given so far; nil for an object that never came.
    var ordinals: [ObjectKey: Int?] { known.withLock { $0.mapValues { $0?.ordinal } } }
}
