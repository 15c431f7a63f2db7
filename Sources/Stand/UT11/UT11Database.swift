package import Messages
import Synchronization

/// The data base of the simulated УТ 11: its objects, and every effect that a request had on them.
package final class UT11Database: Sendable {
    /// How many objects it takes, so that a runaway sender cannot eat the machine.
    package static let objectLimit = 500_000

    package let schema: ODataSchema
    let now: @Sendable () -> Instant
    let state = Mutex(UT11State())

    package init(contract: Contract, clock: WallClock = .system) {
        schema = ODataSchema(contract)
        now = clock.now
        state.withLock { $0.furnish(schema) }
    }

    /// One object by entity set and GUID, deleted ones too; nil when it never was.
    package func object(_ set: String, _ reference: String) -> UT11Object? {
        state.withLock { $0.objects[set]?[reference] }
    }

    /// All objects that were ever sent, in the order of their creation.
    package var objects: [UT11Object] {
        state.withLock { state in
            state.objects.values.flatMap(\.values).filter { $0.timesCreated > 0 }.sorted { $0.birth < $1.birth }
        }
    }

    /// Older contents that were written after newer ones.
    package var reorderings: [Reordering] {
        state.withLock { $0.reorderings }
    }

    /// How many effects there were in all.
    package var effectCount: Int {
        state.withLock { $0.ordinal }
    }
}
