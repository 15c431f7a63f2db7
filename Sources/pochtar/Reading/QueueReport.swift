import Messages
import Storage

/// The queue as its operator reads it. Lives as long as the session it reads in.
struct QueueReport {
    let session: Session
    let lane: Lane?
    let limit: Int
    let now: Instant

    /// How much waits, by lane and state.
    func depths() throws -> [String] {
        let depths = try session.queueDepths().filter { lane == nil || $0.lane == lane }
        guard !depths.isEmpty else { return ["Очередь пуста."] }
        var table = TextTable([("Поток", .left), ("Состояние", .left), ("Сколько", .right), ("Самому старому", .right)])
        for depth in depths {
            table.add([
                depth.lane.rawValue, Self.words[depth.state] ?? depth.state, String(depth.count),
                (now - depth.oldest).readable,
            ])
        }
        return table.lines
    }

    /// Lanes that an operator stopped, and targets that are away.
    func stops() throws -> [String] {
        let pauses = try session.pauses().filter { lane == nil || $0.lane == lane }.map { pause in
            "Поток \(pause.lane.rawValue) в \(pause.target) остановил \(pause.actor) "
                + "\((now - pause.at).readable) назад: "
                + pause.reason
        }
        let outages = try session.openOutages().map { outage in
            "\(outage.target) недоступна \((now - outage.beganAt).readable): \(outage.reason)"
        }
        return Self.section("Остановлено", pauses + outages)
    }

    /// What waits for systems that come for it themselves.
    func feeds() throws -> [String] {
        let rows = try session.feedDepths(of: nil).map { depth in
            let last = depth.pulledAt.map { ", приходила \((now - $0).readable) назад" } ?? ", ещё не приходила"
            return "\(depth.receiver) \(depth.kind.rawValue): \(depth.count), самому старому "
                + "\((now - depth.oldest).readable)\(last)"
        }
        return Self.section("Ждёт, пока заберут", rows)
    }

    /// The oldest dispatches, and why they are where they are.
    func heads() throws -> [String] {
        let rows = try session.queue(lane: lane, limit: limit).map { dispatch, presentation, due in
            let name = presentation ?? "\(dispatch.source.type) \(dispatch.source.id)"
            let state = Self.words[dispatch.state.rawValue] ?? dispatch.state.rawValue
            let when = due.flatMap { $0 > now ? ", через \(($0 - now).readable)" : nil } ?? ""
            let reason = dispatch.reason.map { ": \($0)" } ?? ""
            return "\(name) → \(dispatch.target) \(dispatch.targetType): \(state)\(when)\(reason)"
        }
        let rest = try session.queueCount(lane: lane) - rows.count
        return Self.section("В пути, самые старые", rows + (rest > 0 ? ["…и ещё \(rest)"] : []))
    }

    /// What will not go on by itself.
    func deadLetters() throws -> [String] {
        let filter = DeadLetterFilter()
        let rows = try session.deadLetters(filter, limit: limit).map { letter in
            let name = letter.presentation ?? "\(letter.object.type) \(letter.object.id)"
            let state = Self.words[letter.state] ?? letter.state
            return "\(name)\(letter.target.map { " → \($0)" } ?? ""): \(state): \(letter.reason ?? "")"
        }
        let rest = try session.deadLetterCount(filter) - rows.count
        return Self.section("Само не пойдёт", rows + (rest > 0 ? ["…и ещё \(rest)"] : []))
    }

    private static func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title + ":"] + lines.map { "  " + $0 }
    }

    private static let words = [
        "unsorted": "ждёт маппинга", "queued": "ждёт отправки", "sending": "отправляется",
        "written": "ждёт проведения", "parked": "ждёт другого объекта", "refused": "приёмник отказал",
        "dead": "срок истёк", "unmatched": "нет в таблице", "rejected": "ошибка в документе", "failed": "сбой скрипта",
    ]
}
