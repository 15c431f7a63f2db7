package import Messages
import Policies
import Storage

/// What a courier's phone says of a step: the body of `PATCH /api/v1/tasks/{id}`, read.
///
///     {"status": "DELIVERED", "at": "2026-12-01T10:00:00+03:00", "event": "8c0d…", "courier": "К-07",
///      "shift": "7-3", "checkin": {…}, "photos": [{"kind": "handout", "hash": "…", …}], "scans": [{"code": "…"}],
///      "cash": {…}, "reason": "домофон не работает"}
package struct StepReport: Sendable {
    /// A phone's clock may be ahead by so much (Q-04).
    static let skew = Span.seconds(30)
    /// A phone may be without a network for so long; what is older is a person's business.
    private static let oldest = Span.days(3)
    /// Members that are no facts as they stand.
    private static let own: Set<String> = ["status", "step", "at", "event", "checkin", "photos", "reason"]
    /// Facts that are made here, and where what they are made of belongs.
    private static let made = ["geo": "место шлют в checkin", "answer": "причину шлют в reason, снимок — в photos"]
    private static let entrance = "entrance"

    let task: String
    let step: CourierStep
    let at: Instant
    /// Its own name, given by the device.
    let event: String
    let place: JSON?
    let checkIn: CheckIn?
    let photos: [PhotoReport]
    let reason: String?
    /// Facts that are taken as they came: `courier`, `shift`, `scans`, `cash`, …
    let facts: [JSON.Member]
    /// What came, without coordinates.
    let payload: JSON
    let actor: String
    let correlationID: String

    /// - Parameters:
    ///   - key: the request's key, which names the step where the device gave it no name.
    ///   - mayClose: whether the one who sends it may close a task: a courier may not (ST-04).
    /// - Throws: `validation.format` with every fault by its field.
    package init(
        _ body: JSON, task: String, key: String, mayClose: Bool, actor: String, correlationID: String, now: Instant
    ) throws(Problem) {
        var faults: [Problem.Fault] = []
        guard let members = body.members else {
            throw Problem(.validationFormat, "Тело запроса должно быть объектом JSON.")
        }
        let step = Self.step(body, &faults)
        let at = body["at"]?.string.flatMap { Instant(rfc3339: $0) }
        if at == nil {
            faults.append(.init(field: "at", message: "нужно время шага с поясом, как телефон его отметил"))
        }
        if let at, at - now > Self.skew {
            faults.append(.init(field: "at", message: "время шага ещё не наступило: проверьте часы телефона"))
        }
        if let at, now - at > Self.oldest {
            faults.append(
                .init(field: "at", message: "шагу больше трёх суток: его отметит логист, свежим временем и с причиной"))
        }
        for (name, remedy) in Self.made.sorted(by: { $0.key < $1.key }) where body[name] != nil {
            faults.append(.init(field: name, message: "этого телефон не пишет: \(remedy)"))
        }
        if body["courier"]?.string?.isEmpty ?? true {
            faults.append(.init(field: "courier", message: "нужен номер курьера"))
        }
        let event = Self.text(body, "event", &faults)
        reason = Self.text(body, "reason", &faults)
        var checkIn: CheckIn?
        if step == .closed, !mayClose {
            faults.append(.init(field: "status", message: "закрывает задачу менеджер или логист, а не курьер"))
        }
        let latest = (at ?? now) + Self.skew
        if let place = body["checkin"], !place.isNull { checkIn = CheckIn(place, before: latest, faults: &faults) }
        var photos: [PhotoReport] = []
        if let list = body["photos"], !list.isNull {
            photos = PhotoReport.list(list, before: latest, faults: &faults)
        }
        guard let step, let at, faults.isEmpty else {
            throw Problem(.validationFormat, "Шаг заполнен неверно — \(faults.sentence).", faults: faults)
        }
        self.task = task
        self.step = step
        self.at = at
        self.event = "\(task)/\(event ?? key)"
        self.checkIn = checkIn
        self.photos = photos
        self.actor = actor
        self.correlationID = correlationID
        place = body["checkin"].flatMap { $0["lat"] == nil ? nil : $0 }
        facts = members.filter { !Self.own.contains($0.name) && !$0.value.isNull }
        payload = .object(members.filter { $0.name != "checkin" })
    }

    /// Where the step should be done: «Старт» at the courier's base, everything else at the address (Q-04).
    func target(_ task: CourierTask) -> CheckIn.Point? {
        (step == .started ? task.base : task.address).flatMap(CheckIn.Point.init)
    }

    /// What policies are told of it.
    ///
    /// - Parameters:
    ///   - used: hashes of photos that came with other steps before.
    func facts(_ task: CourierTask, used: Set<String>) -> JSON {
        var all: [JSON.Member] = [
            .init("step", .string(step.rawValue)), .init("at", .string(at.rfc3339)), .init("event", .string(event)),
        ]
        all += facts
        func add(_ name: String, _ value: String?) {
            guard let value, !facts.contains(where: { $0.name == name }) else { return }
            all.append(.init(name, .string(value)))
        }
        add("division", task.division)
        add("warehouse", task.warehouse)
        if let checkIn { all.append(.init("geo", checkIn.facts(against: target(task), at: at))) }
        if !photos.isEmpty {
            all.append(.init("photos", .array(photos.map { $0.facts(at: at, isUsed: isUsed($0, used)) })))
        }
        if let due = task.dueKopecks {
            let cash = all.firstIndex { $0.name == "cash" }
            let member = JSON.Member("due_kop", JSON(due))
            if let cash {
                let given = (all[cash].value.members ?? []).filter { $0.name != member.name }
                all[cash].value = .object([member] + given)
            } else {
                all.append(.init("cash", .object([member])))
            }
        }
        var answer: [JSON.Member] = []
        if photos.contains(where: { $0.kind == Self.entrance && !isUsed($0, used) }) {
            answer.append(.init("photo", true))
        }
        if let reason { answer.append(.init("reason", .string(reason))) }
        if !answer.isEmpty { all.append(.init("answer", .object(answer))) }
        return .object(all)
    }

    /// Whether a photo's file came with another step before, or twice with this one.
    private func isUsed(_ photo: PhotoReport, _ used: Set<String>) -> Bool {
        used.contains(photo.hash) || photos.count { $0.hash == photo.hash } > 1
    }

    /// By `status`, for what moves the task on, or by `step`, for what does not.
    private static func step(_ body: JSON, _ faults: inout [Problem.Fault]) -> CourierStep? {
        if let text = body["status"]?.string {
            if let step = CourierTask.State(rawValue: text).flatMap(CourierStep.init(into:)) { return step }
            let known = CourierTask.State.allCases.filter { CourierStep(into: $0) != nil }.map(\.rawValue)
            faults.append(
                .init(field: "status", message: "«\(text)» курьер не ставит: есть \(known.joined(separator: ", "))"))
            return nil
        }
        let known = CourierStep.allCases.map(\.rawValue)
        if let step = body["step"]?.string.flatMap(CourierStep.init(rawValue:)) { return step }
        faults.append(
            .init(
                field: "step",
                message: "нужен status (PICKED_UP, ON_ROUTE, DELIVERED, …) или step: \(known.joined(separator: ", "))"))
        return nil
    }

    private static func text(_ body: JSON, _ name: String, _ faults: inout [Problem.Fault]) -> String? {
        guard let value = body[name], !value.isNull else { return nil }
        if let text = value.string, text.contains(where: { !$0.isWhitespace }), text.count <= 500 { return text }
        faults.append(.init(field: name, message: "нужна непустая строка не длиннее 500 символов"))
        return nil
    }
}
