import Logging
import Messages
import Policies
import Scripts
import Storage

/// Closes the windows whose time is over: the rules that each began with say how it came out, and that is kept.
struct WindowCloser: Sendable {
    private static let slice = 200

    let store: Store
    let revisions: RevisionKeeper
    let logger: Logger

    /// - Throws: `StoreFault`.
    func close(at now: Instant) async throws {
        let due = try await store.read { try $0.windowsToClose(at: now, limit: Self.slice) }
        for kept in due {
            let rules = try await revisions.policies(of: kept.revision)
            guard let rules, let window = rules.window(kept, closesAt: kept.closesAt) else {
                logger.warning(
                    "a window closes without a verdict: its rule is not to be had",
                    metadata: ["rule": "\(kept.rule)", "window": "\(kept.key)", "revision": "\(kept.revision)"])
                _ = try await store.transaction { try $0.close(kept, ruling: nil, verdict: nil, at: now) }
                continue
            }
            let waivers = try await store.read { try $0.waivers(at: window.lastMoment) }.map(Waiver.init)
            let verdict = await PolicyJudge(rules, scripts: revisions.scripts, waivers: waivers).close([window])[0]
            try await store.transaction { session in
                guard try session.close(kept, ruling: verdict.ruling.rawValue, verdict: verdict.json, at: now) else {
                    return
                }
                for followup in verdict.followups(
                    at: .close, owner: kept.owner, decision: nil, task: nil, now: now)
                {
                    _ = try session.add(followup)
                }
                guard verdict.mode != .shadow, verdict.waiver == nil, verdict.ruling != .pass else { return }
                try session.note(Self.entry(verdict, kept, at: now))
            }
        }
    }

    private static func entry(_ verdict: Verdict, _ window: KeptWindow, at now: Instant) -> JournalEntry {
        let reason = verdict.reason.map { ": \($0)" } ?? ""
        return JournalEntry(
            at: now, kind: .judged, revision: window.revision,
            summary: "\(verdict.rule.title), \(window.key): \(DecisionWords.short(verdict))\(reason)",
            detail: verdict.json)
    }
}
