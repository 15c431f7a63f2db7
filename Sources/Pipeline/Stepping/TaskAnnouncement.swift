package import Messages
package import Storage

/// What 1С or Bitrix24 says of a task: whose it is, where it goes, what is to be taken from the client. It may come
/// before or after what the courier does (DM-46).
package struct TaskAnnouncement: Sendable {
    /// States that somebody else than the courier sets.
    package static let states: [CourierTask.State] = [.new, .picking, .ready, .refused]

    let id: String
    let state: CourierTask.State?
    let courier: String?
    let division: String?
    let warehouse: String?
    let address: JSON?
    let base: JSON?
    let dueKopecks: Int?

    /// - Parameters:
    ///   - address: `{"lat":…,"lon":…}`.
    ///   - base: where «Старт» is pressed.
    package init(
        id: String, state: CourierTask.State?, courier: String?, division: String?, warehouse: String?,
        address: JSON?, base: JSON?, dueKopecks: Int?
    ) {
        self.id = id
        self.state = state
        self.courier = courier
        self.division = division
        self.warehouse = warehouse
        self.address = address
        self.base = base
        self.dueKopecks = dueKopecks
    }

    /// Whether a point of it is none: its name, for the one who sent it.
    package var badPoint: String? {
        [("address", address), ("base", base)].first { $0.1.map { CheckIn.Point($0) == nil } ?? false }?.0
    }

    /// Keeps it; what it does not say stays. Returns the task and whether it is new.
    ///
    /// - Throws: `validation.transition` for a state that the courier is past.
    package func run(in session: Session, at now: Instant) throws -> (task: CourierTask, isNew: Bool) {
        let known = try session.task(id)
        var task = known ?? CourierTask(id: id, state: state ?? .ready, createdAt: now, updatedAt: now)
        if let state, state != task.state {
            guard Self.states.dropLast().contains(task.state) else {
                throw Problem(
                    .forbiddenTransition,
                    "Задача «\(id)» в состоянии \(task.state.rawValue): в \(state.rawValue) её уже не перевести.")
            }
            task.state = state
        }
        task.courier = courier ?? task.courier
        task.division = division ?? task.division
        task.warehouse = warehouse ?? task.warehouse
        task.address = address ?? task.address
        task.base = base ?? task.base
        task.dueKopecks = dueKopecks ?? task.dueKopecks
        task.updatedAt = now
        try session.keep(task)
        return (task, known == nil)
    }
}
