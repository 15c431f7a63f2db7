import Logging
import Messages
import Storage

/// Tells, once, of follow-ups that nobody has answered in time, and forgets those that are long over, and waivers too.
struct FollowupEscalation: Sendable {
    private static let slice = 200

    let store: Store
    let meters: Meters
    let logger: Logger
    /// How long what is over is kept.
    let kept: Span

    /// One round.
    func run(at now: Instant) async throws {
        let overdue = try await store.transaction { session in
            _ = try session.forgetFollowups(doneBefore: now - kept, limit: 1000)
            _ = try session.forgetWaivers(endedBefore: now - kept, limit: 1000)
            let overdue = try session.takeOverdueFollowups(at: now, limit: Self.slice)
            for followup in overdue { try session.note(Self.entry(followup, at: now)) }
            return overdue
        }
        for followup in overdue {
            meters.escalated(target: "followups")
            logger.warning(
                "a follow-up is overdue",
                metadata: ["id": "\(followup.id)", "rule": "\(followup.rule)", "what": "\(followup.what.rawValue)"])
        }
    }

    private static func entry(_ followup: Followup, at now: Instant) -> JournalEntry {
        let higher = followup.escalateTo.map { "; теперь это к \($0)" } ?? ""
        let due = followup.dueAt.map { " к \($0.rfc3339)" } ?? ""
        return JournalEntry(
            at: now, kind: .escalated,
            summary: "\(followup.whom) не отвечает на поручение\(due)\(higher). \(followup.text)",
            detail: .object([
                .init("followup", .string(followup.id)), .init("rule", .string(followup.rule)),
                .init("what", .string(followup.what.rawValue)),
            ]))
    }
}
