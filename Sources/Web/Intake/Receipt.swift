import Messages
import Pipeline
import Storage

/// What a source is told of the messages it handed in. A receipt is stored under the request's key: a replay carries
/// the revision and the correlation id of the first answer.
struct Receipt: Sendable {
    let correlationID: String
    let revision: RevisionID

    /// The answer to one message: 202 for one that was taken, 200 for one that had come before (E-01).
    func reply(to arrival: Arrival, _ acceptance: Acceptance) -> Reply {
        let path = ProductPath.message(acceptance.messageID)
        let json: JSON = .object(
            [.init("message_id", .string(acceptance.messageID)), .init("status", .string(Self.word(acceptance)))]
                + Self.duplicate(acceptance)
                + [
                    .init(
                        "links",
                        .filled(["self": .string(path), "object": .string(ProductPath.object(arrival.key))])),
                    .init("correlation_id", .string(correlationID)), .init("revision", .string(revision.text)),
                ])
        return Reply(
            status: Self.status(acceptance), headers: [.init("Location", .string(path)), stamp], json: json)
    }

    /// The answer to a batch: line by line, in order.
    func reply(to lines: [JSON]) -> Reply {
        let body = lines.flatMap { $0.bytes(sortingKeys: false) + [UInt8(ascii: "\n")] }
        let type = JSON.Member("Content-Type", "application/x-ndjson; charset=utf-8")
        return Reply(status: 200, headers: [type, stamp], body: body)
    }

    /// One line of a batch that was taken, or had come before.
    func line(_ number: Int, _ acceptance: Acceptance) -> JSON {
        .object(
            [
                .init("line", .count(number)), .init("status", .count(Self.status(acceptance))),
                .init("message_id", .string(acceptance.messageID)),
                .init("outcome", .string(Self.word(acceptance))),
            ] + Self.duplicate(acceptance))
    }

    /// One line of a batch that is wrong.
    func line(_ number: Int, _ problem: Problem) -> JSON {
        .object([
            .init("line", .count(number)), .init("status", .count(problem.code.status)),
            .init("code", .string(problem.code.rawValue)), .init("detail", .string(problem.detail)),
            .init("errors", .array(problem.faults.map(ProblemDocument.json))),
        ])
    }

    private var stamp: JSON.Member { .init("Pochtar-Revision", .string(revision.text)) }

    private static func status(_ acceptance: Acceptance) -> Int {
        if case .duplicate = acceptance { 200 } else { 202 }
    }

    private static func word(_ acceptance: Acceptance) -> String {
        switch acceptance {
        case .accepted: "accepted"
        case .stale: "stale"
        case .duplicate: "duplicate"
        }
    }

    private static func duplicate(_ acceptance: Acceptance) -> [JSON.Member] {
        guard case .duplicate(let first, let differs) = acceptance else { return [] }
        return [.init("duplicate_of", .string(first)), .init("data_differs", .bool(differs))]
    }
}
