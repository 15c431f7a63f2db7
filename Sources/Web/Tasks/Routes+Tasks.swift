import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/steps/waiting` lists what waits for a person's word.
    ///
    /// `PUT /api/v1/tasks/{id}` tells of a task, `PATCH` takes a courier's step and judges it, `GET` shows the task
    /// with all that was done about it, `POST …/events/{event}/approve` lets a waiting step through.
    func tasks(_ postman: Postman) {
        read("/api/v1/steps/waiting", for: Role.staff) { call in
            let page = try PageRequest(call.query)
            return try await postman.store.read { session in
                let steps = try session.waitingSteps(offset: page.offset, limit: page.size)
                let total = try session.waitingStepCount()
                return .fresh(.object([.init("items", .array(steps.map(\.waiting)))] + page.members(total: total)))
            }
        }
        read("/api/v1/tasks/{id}", for: Role.staff.union([.source, .b24, .courier])) { call in
            let id = call.parameter("id")
            guard let (task, events) = try await postman.task(id) else {
                throw Problem(.notFound, "Задачи «\(id)» нет: о ней ещё не сказали, или она забыта.")
            }
            // Where somebody was, and what a client's address is, are the staff's to see.
            let isWhole = !call.caller.seesOwnOnly
            return .fresh(
                .object(
                    (task.json(isWhole: isWhole).members ?? [])
                        + [.init("events", .array(events.map { $0.json(isWhole: isWhole) }))]))
        }
        mutate(
            .put, "/api/v1/tasks/{id}", for: Role.taskGivers, body: .json(.command), by: postman.committer
        ) { call in
            let announcement = try Self.announcement(call)
            return { session, now in
                let (task, isNew) = try announcement.run(in: session, at: now)
                return Reply(
                    status: isNew ? 201 : 200, headers: [.init("Location", .string(ProductPath.task(task.id)))],
                    json: task.json)
            }
        }
        mutate(.patch, "/api/v1/tasks/{id}", for: Role.stepTakers, body: .json(.command)) { call in
            guard let body = call.body.json else { preconditionFailure("the rule demands JSON") }
            return (call, body)
        } commit: { claim, work in
            let (call, body) = work
            let report = try StepReport(
                body, task: call.parameter("id"), key: claim.key,
                mayClose: !call.caller.roles.isDisjoint(with: Role.followupAnswerers), actor: call.caller.name,
                correlationID: call.identity.correlationID, now: call.now)
            return try await postman.take(report, under: claim) { $0.reply(call.identity) }
        }
        mutate(
            .post, "/api/v1/tasks/{id}/events/{event}/approve", for: Role.followupAnswerers, body: .json(.command)
        ) { call in
            var body = try CommandReader(call.body)
            let reason = body.text("reason")
            try body.finish()
            return (
                identity: call.identity,
                approval: StepApproval(
                    task: call.parameter("id"), event: call.parameter("event").lowercased(), actor: call.caller.name,
                    reason: reason, correlationID: call.identity.correlationID)
            )
        } commit: { claim, work in
            try await postman.approve(work.approval, under: claim) { $0.reply(work.identity) }
        }
    }

    private static func announcement(_ call: Call) throws(Problem) -> TaskAnnouncement {
        var body = try CommandReader(call.body)
        let text = body.optionalText("state")
        let state = text.flatMap(CourierTask.State.init(rawValue:)).flatMap { state in
            TaskAnnouncement.states.contains(state) ? state : nil
        }
        if let text, state == nil {
            let known = TaskAnnouncement.states.map(\.rawValue).joined(separator: ", ")
            body.fail("state", "«\(text)» так не ставят: есть \(known); остальное отмечает курьер")
        }
        let (courier, division) = (body.optionalText("courier"), body.optionalText("division"))
        let warehouse = body.optionalText("warehouse")
        let due = body.number("due_kop", in: -1...100_000_000_000, default: -1)
        let announcement = TaskAnnouncement(
            id: call.parameter("id"), state: state, courier: courier, division: division, warehouse: warehouse,
            address: body.members("address").map(JSON.object), base: body.members("base").map(JSON.object),
            dueKopecks: due < 0 ? nil : due)
        if let name = announcement.badPoint {
            body.fail(name, "нужна точка {\"lat\": 55.75, \"lon\": 37.61}: градусы, числами")
        }
        try body.finish()
        return announcement
    }
}
