import Connectors
import Messages
import Storage

/// A receiver's word that it cannot take one item of its page: the dispatch is refused with its reason, and the page
/// goes on without it.
package struct FeedRefusal: Sendable {
    package let receiver: String
    package let item: String
    /// In the receiver's words.
    package let reason: String
    /// The field that is wrong, when it is one.
    package let field: String?

    package init(receiver: String, item: String, reason: String, field: String?) {
        self.receiver = receiver
        self.item = item
        self.reason = reason
        self.field = field
    }

    /// Writes it down; returns the change that was refused.
    ///
    /// - Throws: `not_found` when the receiver was not given it, or has acknowledged it; `conflict.state` when it is
    ///   nothing that can be refused.
    func run(in session: Session, retry: RetryPlan, at now: Instant) throws -> Change {
        guard let change = try session.handedOut(item, to: receiver) else {
            throw Problem(
                .notFound,
                "Элемента «\(item)» в неподтверждённой странице нет: он уже подтверждён курсором, отвергнут раньше "
                    + "или выдан не вам.")
        }
        guard change.kind == .object else {
            throw Problem(
                .conflictingState,
                "Отвергнуть можно только объект (kind: object); \(change.kind.rawValue) — уже случившееся.")
        }
        let turn = FeedTurn(
            request: FeedRequest(receiver: receiver, since: nil, kinds: [], limit: 1), retry: retry, receivers: [],
            at: now)
        _ = try turn.end(try session.claims(of: [change]), in: session) { _ in
            .refused(reason: reason, detail: nil, field: field)
        }
        try session.remove(change)
        return change
    }
}
