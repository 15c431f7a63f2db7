import AsyncHTTPClient
import Foundation
import Messages

/// Couriers at work: each does his shifts one after the other, step by step, and does what he is asked for.
struct CourierFeeder: Sendable {
    /// What came of some steps.
    private struct Tally: Sendable {
        var steps = 0
        var tasks = 0
        var approved = 0
        /// Steps that the postman did not answer as agreed, and the first such answer.
        var failed = 0
        var complaint: String?
        var outcomes: [String: Int] = [:]

        /// The postman did not answer as agreed.
        mutating func fail(_ answer: (status: Int, json: JSON)) {
            failed += 1
            complaint = complaint ?? "\(answer.status) \(answer.json.text)"
        }

        mutating func add(_ other: Tally) {
            steps += other.steps
            tasks += other.tasks
            approved += other.approved
            failed += other.failed
            complaint = complaint ?? other.complaint
            outcomes.merge(other.outcomes, uniquingKeysWith: +)
        }

        var json: JSON {
            .object([
                .init("steps", JSON(steps)), .init("tasks", JSON(tasks)), .init("approved", JSON(approved)),
                .init("failed", JSON(failed)), .init("complaint", JSON(complaint)),
                .init(
                    "outcomes",
                    .object(outcomes.sorted { $0.key < $1.key }.map { JSON.Member($0.key, JSON($0.value)) })),
            ])
        }
    }

    /// A step is sent again so many times at most.
    private static let patience = 3

    let client: HTTPClient
    let address: PostmanAddress

    /// Does every shift; returns how many steps were sent and what was decided of them.
    func run(_ month: CourierMonth, inFlight: Int) async -> JSON {
        await withTaskGroup(of: Tally.self) { group in
            var total = Tally()
            for courier in 1...month.couriers {
                if courier > inFlight, let done = await group.next() { total.add(done) }
                group.addTask {
                    var tally = Tally()
                    for day in 0..<month.days {
                        tally.add(await shift(month.visits(courier: courier, day: day)))
                    }
                    return tally
                }
            }
            for await done in group { total.add(done) }
            return total.json
        }
    }

    private func shift(_ visits: [CourierVisit]) async -> Tally {
        var tally = Tally()
        var delivered: [CourierVisit] = []
        for visit in visits {
            tally.tasks += 1
            let told = await send(.put, "", visit, visit.announcement, "задача")
            guard told.status == 201 || told.status == 200 else {
                tally.fail(told)
                continue
            }
            var isDone = true
            for step in visit.steps where isDone { isDone = await act(step, visit, &tally) }
            if isDone { delivered.append(visit) }
        }
        for visit in delivered {
            if let handIn = visit.handIn { _ = await act(handIn, visit, &tally) }
        }
        return tally
    }

    /// Does a step until it is done or given up; returns whether it is done.
    private func act(_ step: CourierVisit.Step, _ visit: CourierVisit, _ tally: inout Tally) async -> Bool {
        var step = step
        for attempt in 0..<Self.patience {
            let body = visit.body(step, again: attempt * 20)
            let answer = await send(.patch, "", visit, body, "\(step.name)-\(attempt)")
            tally.steps += 1
            switch answer.status {
            case 200:
                tally.outcomes[answer.json["outcome"]?.string ?? "?", default: 0] += 1
                return true
            case 202:
                tally.outcomes["unsure", default: 0] += 1
                let wanted = Set((answer.json["needs"]?.array ?? []).compactMap { $0["next"]?.string })
                if wanted.contains("approve") { return await approve(answer.json, visit, &tally) }
                step = step.obliging(wanted)
            case 422 where answer.json["code"] == "policy.refused":
                tally.outcomes["fail", default: 0] += 1
                let rules = (answer.json["errors"]?.array ?? []).compactMap { $0["field"]?.string }
                guard let mended = step.mended(rules) else { return false }
                step = mended
            default:
                tally.fail(answer)
                return false
            }
        }
        return false
    }

    /// The логист looks at it.
    private func approve(_ waiting: JSON, _ visit: CourierVisit, _ tally: inout Tally) async -> Bool {
        guard let event = waiting["event"]?["id"]?.string else { return false }
        let body: JSON = ["reason": "позвонил курьеру, всё верно"]
        let answer = await send(.post, "/events/\(event)/approve", visit, body, "approve-\(event)")
        tally.steps += 1
        guard answer.status == 200 else {
            tally.fail(answer)
            return false
        }
        tally.approved += 1
        tally.outcomes[answer.json["outcome"]?.string ?? "?", default: 0] += 1
        return true
    }

    private func send(
        _ verb: PostmanClient.Verb, _ path: String, _ visit: CourierVisit, _ body: JSON, _ key: String
    ) async -> (status: Int, json: JSON) {
        let id = visit.id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? visit.id
        let name = "\(visit.id)-\(key)".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key
        do {
            return try await PostmanClient(client: client).send(
                verb, "/api/v1/tasks/\(id)\(path)", body, key: name, to: address)
        } catch {
            return (0, .string("\(error)"))
        }
    }
}

extension CourierVisit.Step {
    /// With what he was asked for.
    fileprivate func obliging(_ wanted: Set<String>) -> CourierVisit.Step {
        var step = self
        if wanted.contains("ask_photo") { step.add("entrance") }
        if wanted.contains("ask_fix") { step.come(closer: 12) }
        if wanted.contains("ask_reason") { step.set("reason", "домофон не работает, встретились у ворот") }
        return step
    }

    /// With what was wrong made good; nil where a courier cannot.
    fileprivate func mended(_ rules: [String]) -> CourierVisit.Step? {
        guard !rules.contains(where: { $0.hasPrefix("returns.") }) else { return nil }
        var step = self
        for rule in rules {
            if rule.hasPrefix("geo.") { step.come(closer: 25) }
            if rule.hasPrefix("photo."), let kind = Self.shots[name] { step.add(kind) }
            if rule.hasPrefix("scan.") { step.photographCodes() }
            if rule.hasPrefix("cash.") { step.explainCash() }
        }
        return step
    }

    private static let shots = [
        "picked_up": "pickup", "handed_over": "handout", "return_accepted": "return", "cash_returned": "cash",
    ]

    private mutating func set(_ name: String, _ value: JSON) {
        facts.removeAll { $0.name == name }
        facts.append(.init(name, value))
    }

    private mutating func come(closer distance: Int) {
        facts.removeAll { $0.name == "missing" }
        for (name, value) in [("distance", JSON(distance)), ("accuracy", 9), ("age", 3), ("mock", false)] {
            set(name, value)
        }
    }

    private mutating func add(_ kind: String) {
        let shots = JSON.object(facts)["photos"]?.array ?? []
        let shot: JSON = [
            "kind": .string(kind), "width_px": 1080, "height_px": 1440, "sharpness": 400, "age": 5,
            "hash": .string(CourierMonth.hash("\(kind)-\(after)-\(shots.map(\.text))")),
        ]
        set("photos", .array(shots.filter { $0["kind"]?.string != kind } + [shot]))
    }

    private mutating func photographCodes() {
        let scans = JSON.object(facts)["scans"]?.array ?? []
        set(
            "scans",
            .array(
                scans.map { scan in
                    .object((scan.members ?? []).filter { $0.name != "has_photo" } + [.init("has_photo", true)])
                }))
    }

    private mutating func explainCash() {
        let cash = (JSON.object(facts)["cash"]?.members ?? []).filter { !$0.name.hasPrefix("has_") }
        set("cash", .object(cash + [.init("has_comment", true), .init("has_photo", true)]))
    }
}
