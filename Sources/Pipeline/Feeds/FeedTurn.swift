import Connectors
import Messages
import Scripts
import Storage

/// One call of a system that comes itself: what it was given last is acknowledged, and the next page is handed out.
/// One transaction: whoever was not answered is given the same page again.
struct FeedTurn: Sendable {
    /// What is handed out belongs to nobody else until it is acknowledged, however long that takes.
    static let lease = Span.days(36_500)

    let request: FeedRequest
    let retry: RetryPlan
    let receivers: Set<String>
    let at: Instant

    private var receiver: String { request.receiver }
    private var kinds: Set<Change.Kind> { request.kinds.isEmpty ? Set(Change.Kind.allCases) : request.kinds }

    /// - Throws: `conflict.state` for a cursor that is none of this receiver's.
    func run(in session: Session) throws -> FeedPage {
        let words = request.kinds.map(\.rawValue).sorted().joined(separator: ",")
        let stream = try session.feedStream(receiver, kinds: words, at: at)
        guard let since = request.since else { return try page(of: stream, in: session) }
        if since == stream.page { return try proceed(from: since, of: stream, in: session) }
        guard since == stream.acknowledged else { throw Self.unknown(since) }
        return try page(of: stream, in: session)
    }

    /// The page that stands, or a new one.
    private func page(
        of stream: FeedStream, ended: [OutboxClaim] = [], in session: Session
    ) throws -> FeedPage {
        let told = ended.map { (lane: $0.dispatch.lane, receivedAt: $0.receivedAt) }
        if let page = stream.page {
            let items = try session.changes(onPage: page).map(\.body)
            return FeedPage(items: items, next: page, hasMore: stream.hasMore, ended: told)
        }
        var (objects, isCut) = try objects(in: session)
        let room = request.limit - objects.count
        let others = kinds.subtracting([.object])
        var waiting: [Change] = []
        if !others.isEmpty {
            waiting = try session.waitingChanges(receiver, kinds: others, limit: room + 1)
            isCut = isCut || waiting.count > room
            waiting = Array(waiting.prefix(room))
        }
        let changes = (waiting + objects).sorted { $0.id < $1.id }
        guard !changes.isEmpty else {
            return FeedPage(items: [], next: stream.acknowledged, hasMore: false, ended: told)
        }
        let page = Identifier.make(at: at)
        for object in objects { try session.add(object) }
        try session.handOut(changes, as: page, of: stream, hasMore: isCut)
        return FeedPage(items: changes.map(\.body), next: page, hasMore: isCut, ended: told)
    }

    /// Claims the heads that are due, and makes them what the receiver can read.
    private func objects(in session: Session) throws -> (changes: [Change], isCut: Bool) {
        guard kinds.contains(.object) else { return ([], false) }
        let now = at
        let paused = Set(try session.pauses().filter { $0.target == receiver }.map(\.lane))
        let lanes = Lane.allCases.filter { !paused.contains($0) }
        let wishes = Dictionary(uniqueKeysWithValues: lanes.map { ($0, request.limit + 1) })
        let heads = try session.heads(target: receiver, wishes: wishes, at: now)
        let due = lanes.sorted { $0.urgency < $1.urgency }.flatMap { heads[$0] ?? [] }
        let claims = try session.claim(Array(due.prefix(request.limit)), at: now, lease: Self.lease)
        let changes = try Assignment.assignments(for: claims, at: now, in: session).compactMap { assignment in
            if let slot = assignment.unknownSlots.first {
                let reason = "Слот «\(slot)» ещё не известен приёмнику"
                let outcome = ConnectorOutcome.refused(reason: reason, detail: "own(\"\(slot)\")", field: nil)
                _ = try end([assignment.claim], in: session) { _ in outcome }
                return nil as Change?
            }
            return FeedItem(claim: assignment.claim, fields: assignment.fields).change(at: now)
        }
        return (changes, due.count > request.limit)
    }

    /// The receiver has worked through its page: what stood on it is there now.
    private func proceed(from page: String, of stream: FeedStream, in session: Session) throws -> FeedPage {
        let claims = try session.claims(of: try session.changes(onPage: page))
        let ended = try end(claims, in: session) { dispatch in
            .confirmed(reference: FeedItem.identifier(dispatch), posted: false, note: nil)
        }
        let next = try session.acknowledge(page, of: stream)
        return try self.page(of: next, ended: ended, in: session)
    }

    /// Ends dispatches with what became of them in the receiver; returns those that counted.
    func end(
        _ claims: [OutboxClaim], in session: Session, with outcome: (Dispatch) -> ConnectorOutcome
    ) throws -> [OutboxClaim] {
        let steps = claims.map { claim in
            OutcomeStep(
                claim: claim, report: ConnectorReport(outcome: outcome(claim.dispatch), steps: []), at: at,
                schedule: RetrySchedule(plan: retry), chance: 0.5, receivers: receivers)
        }
        return zip(claims, try OutcomeStep.record(steps, in: session)).filter(\.1).map(\.0)
    }

    private static func unknown(_ cursor: String) -> Problem {
        Problem(
            .conflictingState,
            "Курсор «\(cursor)» не этой ленты или давно пройден. Позовите без since: отдадим последнюю "
                + "неподтверждённую страницу, и возьмите next из ответа.",
            faults: [.init(field: "since", message: "такого курсора нет")])
    }
}
