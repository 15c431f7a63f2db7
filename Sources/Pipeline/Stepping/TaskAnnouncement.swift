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
    /// A state that the task is past is news that came late: the rest of the announcement counts.
    ///
    /// - Throws: `validation.transition` for a refusal of what the courier has already.
    package func run(in session: Session, at now: Instant) throws -> (task: CourierTask, isNew: Bool) {
        let (known, isNew) = try session.heldTask(id, at: now)
        var task = known
        if let state, state != task.state {
            let isBefore = Self.states.dropLast().contains(task.state)
            guard isBefore || state != .refused else {
                throw Problem(
                    .forbiddenTransition,
                    "Задача «\(id)» в состоянии \(task.state.rawValue): в \(state.rawValue) её уже не перевести.")
            }
            if isNew || isBefore && Self.rank(state) > Self.rank(task.state) { task.state = state }
        }
        task.courier = courier ?? task.courier
        task.division = division ?? task.division
        task.warehouse = warehouse ?? task.warehouse
        task.address = address ?? task.address
        task.base = base ?? task.base
        task.dueKopecks = dueKopecks ?? task.dueKopecks
        task.updatedAt = now
        try session.keep(task)
        return (task, isNew)
    }

    private static func rank(_ state: CourierTask.State) -> Int { states.firstIndex(of: state) ?? states.count }
}
