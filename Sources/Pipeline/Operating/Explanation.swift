import Foundation
package import Messages
package import Storage

/// Says in Russian where an object is and what it waits for, with the chain of what that waits for in turn.
package struct Explanation: Sendable {
    /// How far a chain of waits is followed.
    static let depth = 6

    /// One sentence about the object itself.
    package let sentence: String
    /// One for each link of the chain, the nearest first.
    package let chain: [String]

    /// Explains an object that came in at least once; nil when it never did.
    package static func explain(_ key: ObjectKey, in session: Session, at now: Instant) throws -> Explanation? {
        guard let passport = try session.passport(of: key) else { return nil }
        var chain: [String] = []
        let sentence = try Self.sentence(passport, in: session, at: now)
        var seen: Set<ObjectKey> = [key]
        var edge = try Self.waits(passport, in: session)
        while let wait = edge.first(where: { !seen.contains($0.source) }), chain.count < depth {
            seen.insert(wait.source)
            if let next = try session.passport(of: wait.source) {
                chain.append(try Self.sentence(next, in: session, at: now))
                edge = try Self.waits(next, in: session)
            } else {
                let name = wait.name.map { " «\($0)»" } ?? ""
                chain.append(
                    "\(Self.noun(wait.source.type))\(name) (\(wait.source.id)) из \(wait.source.system) "
                        + "ещё не приходил: его надо выгрузить")
                break
            }
        }
        return Explanation(sentence: sentence, chain: chain)
    }

    /// The sentence and its chain as one text.
    package var text: String {
        chain.isEmpty ? sentence : sentence + ". " + chain.joined(separator: ". ")
    }

    private static func waits(_ passport: Passport, in session: Session) throws -> [Wait] {
        try passport.dispatches.filter { $0.state == .parked }.flatMap { try session.waits(of: $0.id) }
    }

    private static func sentence(_ passport: Passport, in session: Session, at now: Instant) throws -> String {
        let message = passport.latest
        let name = message.presentation ?? "\(noun(message.key.type)) \(message.key.id)"
        let age = Self.age(now - message.receivedAt)
        if try session.isInInbox(message.id) {
            let held = try session.holds().contains { hold in
                hold.approvedBy == nil && hold.mapping.system == message.key.system
                    && hold.mapping.type == message.key.type
            }
            return "\(name): принято \(age) назад, ждёт отображения"
                + (held ? ": маппинг остановлен, его ревизия убирает слишком многое (pochtar mapping holds)" : "")
        }
        if let sorting = passport.sorting, sorting.outcome != .mapped {
            return "\(name): \(verdict(sorting))"
        }
        guard let slowest = passport.dispatches.first(where: { $0.state.isLive || $0.state.isDeadLetter }) else {
            if passport.dispatches.isEmpty { return "\(name): переносить нечего" }
            return "\(name): доставлено, " + (try rest(of: message.key, in: session) ?? "всё на месте")
        }
        return "\(name): " + (try stage(slowest, in: session))
    }

    /// What a delivered object will be sent again for: a reference that was not known, a posting after another's.
    private static func rest(of key: ObjectKey, in session: Session) throws -> String? {
        let missing = try session.revisits(of: key)
        guard let target = missing.first?.target else { return nil }
        var seen: Set<ObjectKey> = []
        let named = missing.filter { $0.target == target && seen.insert($0.source).inserted }.map { wait in
            "\(noun(wait.source.type)) «\(wait.name ?? wait.source.id)»"
        }
        return "и будет отправлено ещё раз, когда \(target) подтвердит: \(named.firstFew(3))"
    }

    private static func stage(_ dispatch: Dispatch, in session: Session) throws -> String {
        let reason = dispatch.reason ?? ""
        switch dispatch.state {
        case .parked:
            return reason.prefix(1).lowercased() + reason.dropFirst()
        case .queued:
            if let outage = try session.openOutage(target: dispatch.target) {
                return "ждёт, пока вернётся \(dispatch.target): \(outage.reason)"
            }
            if let pause = try session.pauses().first(where: {
                $0.target == dispatch.target && $0.lane == dispatch.lane
            }) {
                return "поток остановлен оператором \(pause.actor): \(pause.reason)"
            }
            if try session.waitsForNames(dispatch.id) { return try names(dispatch, in: session) }
            return dispatch.attempts == 0
                ? "в очереди на отправку в \(dispatch.target)"
                : "попыток \(dispatch.attempts), ждёт следующей: \(reason)"
        case .sending: return "отправляется в \(dispatch.target)"
        case .written: return "записано в \(dispatch.target), проведение ждёт: \(reason)"
        case .refused: return "\(dispatch.target) не принимает: \(reason)"
        case .dead: return "срок доставки в \(dispatch.target) истёк: \(reason)"
        case .confirmed, .unchanged, .superseded: return "доставлено"
        }
    }

    private static func names(_ dispatch: Dispatch, in session: Session) throws -> String {
        let index = try session.nameIndex(dispatch.targetType, in: dispatch.target)
        let progress = index?.read.map { ", прочитано \($0)" } ?? ""
        let trouble = index?.reason.map { "; в последний раз не вышло: \($0)" } ?? ""
        return "ждёт, пока почтарь прочитает имена \(dispatch.targetType) в \(dispatch.target): вдруг там есть похожий"
            + progress + trouble
    }

    private static func verdict(_ sorting: Sorting) -> String {
        let reason = sorting.reason ?? ""
        switch sorting.outcome {
        case .kept: return "маппинга нет, хранится для тех, кому нужен"
        case .skipped: return "не переносится: \(reason)"
        case .unmatched: return "ждёт таблицы соответствий: \(reason)"
        case .rejected: return "ошибка в документе: \(reason)"
        case .failed: return "сбой скрипта: \(reason)"
        case .stale, .superseded, .mapped: return reason
        }
    }

    private static func noun(_ type: String) -> String {
        type.split(separator: ".").last.map(String.init) ?? type
    }

    private static func age(_ span: Span) -> String {
        let seconds = max(0, span.milliseconds / 1000)
        if seconds < 60 { return "\(seconds) с" }
        if seconds < 3600 { return "\(seconds / 60) мин" }
        return "\(seconds / 3600) ч \(seconds / 60 % 60) мин"
    }
}
