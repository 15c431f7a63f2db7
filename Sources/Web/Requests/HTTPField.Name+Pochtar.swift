package import HTTPTypes

/// The header names that the postman reads and writes beside the standard ones.
extension HTTPField.Name {
    package static let correlationID = name("X-Correlation-Id")
    package static let requestID = name("X-Request-Id")
    package static let traceParent = name("traceparent")
    package static let idempotencyKey = name("Idempotency-Key")
    package static let idempotentReplayed = name("Idempotent-Replayed")
    package static let revision = name("Pochtar-Revision")
    package static let rateLimit = name("X-RateLimit-Limit")
    package static let rateLimitRemaining = name("X-RateLimit-Remaining")
    package static let rateLimitReset = name("X-RateLimit-Reset")
    package static let link = name("Link")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
