package import Messages

extension Session {
    /// A task by its id; nil for one that nobody has told of.
    package func task(_ id: String) throws -> CourierTask? {
        try row("SELECT * FROM courier_task WHERE id = :id", ["id": id]).map(Self.task)
    }

    /// A task, held until the transaction ends; one that nobody has told of is made, so that it can be held.
    package func heldTask(_ id: String, at now: Instant) throws -> (task: CourierTask, isNew: Bool) {
        let isNew =
            try run(
                """
                INSERT INTO courier_task (id, state, created_at, updated_at) VALUES (:id, 'READY', :now, :now)
                ON CONFLICT (id) DO NOTHING
                """, ["id": id, "now": now]) == 1
        guard
            let task = try row(
                "SELECT t.* FROM courier_task t WHERE t.id = :id \(dialect.locking("t"))", ["id": id]
            ).map(Self.task)
        else { preconditionFailure("the task was made a moment ago") }
        return (task, isNew)
    }

    /// Keeps a task as it is now.
    package func keep(_ task: CourierTask) throws {
        try post(
            """
            INSERT INTO courier_task (id, state, courier, division, warehouse, address, base, due_kop, created_at,
              updated_at)
            VALUES (:id, :state, :courier, :division, :warehouse, :address, :base, :due, :created, :updated)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, courier = excluded.courier,
              division = excluded.division, warehouse = excluded.warehouse, address = excluded.address,
              base = excluded.base, due_kop = excluded.due_kop, updated_at = excluded.updated_at
            """,
            [
                "id": task.id, "state": task.state, "courier": task.courier, "division": task.division,
                "warehouse": task.warehouse, "address": task.address, "base": task.base, "due": task.dueKopecks,
                "created": task.createdAt, "updated": task.updatedAt,
            ])
    }

    /// What happened about a task, in the order in which it was done.
    package func taskEvents(of task: String) throws -> [TaskEvent] {
        try rows("SELECT * FROM task_event WHERE task = :task ORDER BY at, id", ["task": task]).map(Self.event)
    }

    /// Steps that wait for what the policies ask, or for a person's word; the oldest first.
    package func waitingSteps(offset: Int, limit: Int) throws -> [TaskEvent] {
        try rows(
            "SELECT * FROM task_event WHERE result = 'waiting' ORDER BY received_at, id LIMIT :limit OFFSET :offset",
            ["limit": limit, "offset": offset]
        ).map(Self.event)
    }

    /// How many steps wait.
    package func waitingStepCount() throws -> Int {
        try row("SELECT count(*) AS number FROM task_event WHERE result = 'waiting'")?.int("number") ?? 0
    }

    /// An event by its id; nil when there is none, or it was forgotten.
    package func taskEvent(_ id: String) throws -> TaskEvent? {
        try row("SELECT * FROM task_event WHERE id = :id", ["id": id]).map(Self.event)
    }

    /// Keeps what happened, and the photos that it came with.
    package func keep(_ event: TaskEvent, photos: [String]) throws {
        try post(
            """
            INSERT INTO task_event (id, task, event, at, received_at, step, result, state, actor, correlation_id,
              payload, place, decision, approved_by, approval)
            VALUES (:id, :task, :event, :at, :received, :step, :result, :state, :actor, :correlation, :payload,
              :place, :decision, :approver, :approval)
            """,
            [
                "id": event.id, "task": event.task, "event": event.event, "at": event.at,
                "received": event.receivedAt, "step": event.step, "result": event.result, "state": event.state,
                "actor": event.actor, "correlation": event.correlationID, "payload": event.payload,
                "place": event.place, "decision": event.decision, "approver": event.approvedBy,
                "approval": event.approval,
            ])
        guard !photos.isEmpty else { return }
        try post(
            """
            INSERT INTO task_photo (hash, task, step, at) SELECT DISTINCT input.hash, :task, :step, :at FROM input
            WHERE true ON CONFLICT DO NOTHING
            """, ["task": event.task, "step": event.step, "at": event.receivedAt],
            each: Inputs(photos, (.text("hash"), { $0 })))
    }

    /// Keeps what became of an event later.
    package func settle(_ event: TaskEvent) throws {
        try post(
            """
            UPDATE task_event SET result = :result, state = :state, decision = :decision, approved_by = :approver,
              approval = :approval WHERE id = :id
            """,
            [
                "id": event.id, "result": event.result, "state": event.state, "decision": event.decision,
                "approver": event.approvedBy, "approval": event.approval,
            ])
    }

    /// Which of some photos came with another step before; a step that is tried again may bring its photos again.
    package func photosUsed(_ hashes: [String], otherThan step: String, of task: String) throws -> Set<String> {
        guard !hashes.isEmpty else { return [] }
        return Set(
            try rows(
                """
                SELECT DISTINCT p.hash FROM input JOIN task_photo p ON p.hash = input.hash
                WHERE p.task <> :task OR p.step <> :step
                """, ["task": task, "step": step], each: Inputs(hashes, (.text("hash"), { $0 }))
            ).map { $0.text("hash") })
    }

    /// Forgets the coordinates of events that came in before a moment; returns of how many.
    package func forgetPlaces(before moment: Instant) throws -> Int {
        try run(
            "UPDATE task_event SET place = NULL WHERE place IS NOT NULL AND received_at < :end", ["end": moment])
    }

    /// Forgets events that came in before a moment, and tasks that nothing has touched since; returns how many events.
    package func forgetTaskEvents(before moment: Instant, limit: Int) throws -> Int {
        try post(
            """
            DELETE FROM courier_task WHERE id IN
              (SELECT t.id FROM courier_task t WHERE t.updated_at < :end ORDER BY t.updated_at LIMIT :limit)
            """, ["end": moment, "limit": limit])
        try post(
            """
            DELETE FROM task_photo WHERE hash IN
              (SELECT p.hash FROM task_photo p WHERE p.at < :end ORDER BY p.at LIMIT :limit) AND at < :end
            """, ["end": moment, "limit": limit])
        return try run(
            """
            DELETE FROM task_event WHERE id IN
              (SELECT e.id FROM task_event e WHERE e.received_at < :end ORDER BY e.received_at, e.id LIMIT :limit)
            """, ["end": moment, "limit": limit])
    }

    private static func task(_ row: Row) -> CourierTask {
        CourierTask(
            id: row.text("id"), state: row.word("state"), courier: row.textIfAny("courier"),
            division: row.textIfAny("division"), warehouse: row.textIfAny("warehouse"), address: row.json("address"),
            base: row.json("base"), dueKopecks: row.intIfAny("due_kop"), createdAt: row.instant("created_at"),
            updatedAt: row.instant("updated_at"))
    }

    private static func event(_ row: Row) -> TaskEvent {
        TaskEvent(
            id: row.text("id"), task: row.text("task"), event: row.text("event"), at: row.instant("at"),
            receivedAt: row.instant("received_at"), step: row.text("step"), result: row.word("result"),
            state: row.word("state"), actor: row.text("actor"), correlationID: row.text("correlation_id"),
            payload: row.json("payload") ?? .object([]), place: row.json("place"), decision: row.text("decision"),
            approvedBy: row.textIfAny("approved_by"), approval: row.textIfAny("approval"))
    }
}

extension CourierTask.State: Bindable {}
extension TaskEvent.Result: Bindable {}
