import HTTPTypes
package import Messages

/// A problem as `application/problem+json` (RFC 9457), with our `code`, both ids and the faults by field.
package struct ProblemDocument {
    /// Under which path the codes are explained.
    package static let documentation = "/docs/problems"

    private let answer: ProblemAnswer
    private let path: String
    private let identity: RequestIdentity

    package init(_ answer: ProblemAnswer, path: String, identity: RequestIdentity) {
        self.answer = answer
        self.path = path
        self.identity = identity
    }

    /// The document as an answer, `Location` and `Retry-After` included where the problem has them.
    package var reply: Reply {
        let problem = answer.problem
        var headers: [JSON.Member] = [
            .init("Content-Type", "application/problem+json; charset=utf-8"), .init("Cache-Control", "no-store"),
        ]
        headers += answer.headers.map { .init($0.name.rawName, .string($0.value)) }
        if let location = problem.location { headers.append(.init("Location", .string(location))) }
        if let wait = problem.retryAfter ?? problem.code.standardRetryAfter {
            let seconds = max(1, Int(wait.seconds.rounded(.up)))
            headers.append(.init("Retry-After", .string(String(seconds))))
        }
        return Reply(status: problem.code.status, headers: headers, body: json.bytes(sortingKeys: false))
    }

    private var json: JSON {
        let problem = answer.problem
        var members: [JSON.Member] = [
            .init("type", .string("\(Self.documentation)#\(problem.code.rawValue)")),
            .init("title", .string(problem.title)),
            .init("status", JSON(problem.code.status)),
            .init("code", .string(problem.code.rawValue)),
            .init("detail", .string(problem.detail)),
            .init("instance", .string(path)),
            .init("request_id", .string(identity.requestID)),
            .init("correlation_id", .string(identity.correlationID)),
        ]
        if !problem.faults.isEmpty {
            members.append(.init("errors", .array(problem.faults.map(Self.json))))
        }
        return .object(members)
    }

    static func json(_ fault: Problem.Fault) -> JSON {
        .object([.init("field", .string(fault.field)), .init("message", .string(fault.message))])
    }
}
