import Messages
import Pipeline
import Storage

/// What an operator asks for: which dead letters, how many, why, and whether to do it or only to say.
struct RedriveCommand: Sendable {
    private let redrive: Redrive
    private let isDryRun: Bool

    /// Reads `{"filter": {…}, "count": 1, "reason": "…", "dry_run": false}`. By default one letter goes: the canary.
    init(_ call: Call) throws(Problem) {
        var body = try CommandReader(call.body)
        let texts = body.texts("filter", known: DeadLetterFilter.names)
        let count = body.number("count", in: 1...Redrive.limit, default: 1)
        let reason = body.text("reason")
        isDryRun = body.flag("dry_run")
        try body.finish()
        redrive = Redrive(
            filter: try DeadLetterFilter { texts[$0] }, actor: call.caller.name, reason: reason, count: count,
            correlationID: call.identity.correlationID)
    }

    /// Whether the sorter has something to do when it is done.
    var wakes: Bool { !isDryRun }

    /// Does it, or says what it would do. Nothing to send is an answer too: zero.
    func run(in session: Session, at now: Instant) throws -> Reply {
        let matched = try session.deadLetterCount(redrive.filter)
        let letters = isDryRun ? try redrive.plan(in: session) : try redrive.run(in: session, at: now)
        return Reply(
            status: 200,
            json: .object([
                .init("dry_run", .bool(isDryRun)), .init("matched", .count(matched)),
                .init("redriven", .count(isDryRun ? 0 : letters.count)),
                .init("would_redrive", .count(isDryRun ? letters.count : 0)),
                .init("items", .array(letters.map(\.json))),
            ]))
    }
}
