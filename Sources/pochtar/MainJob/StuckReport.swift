import Messages
import Pipeline
import Storage

/// What has not arrived, and why. Lives as long as the session it reads in.
struct StuckReport {
    /// Objects that are told of by name.
    private static let most = 10

    let session: Session
    let now: Instant

    /// A line for each object that is still on its way, waits or was refused; the first ones by name.
    func lines() throws -> [String] {
        var seen: Set<ObjectKey> = []
        let standing = try session.queue(limit: Self.most).map(\.dispatch.source)
        let dead = try session.deadLetters(DeadLetterFilter(), limit: Self.most).map(\.object)
        let keys = (standing + dead).filter { seen.insert($0).inserted }
        let lines = try keys.prefix(Self.most).compactMap { try Explanation.explain($0, in: session, at: now)?.text }
        let unsorted = try session.queueDepths().filter { $0.state == "unsorted" }.reduce(0) { $0 + $1.count }
        let count = try session.queueCount() + session.deadLetterCount(DeadLetterFilter())
        let rest = max(0, count - lines.count)
        return lines + (unsorted > 0 ? ["ждут отображения сообщений: \(unsorted)"] : [])
            + (rest > 0 ? ["…и ещё примерно \(rest)"] : [])
    }
}
