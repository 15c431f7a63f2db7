package import HTTPTypes
package import Logging
package import Messages

/// A request as a handler sees it: read, decoded, from a known caller.
package struct Call: Sendable {
    package let caller: Caller
    package let identity: RequestIdentity
    /// When it came.
    package let now: Instant
    /// The parts of the path that stand in braces in its template, decoded.
    package let parameters: [String: String]
    package let query: Query
    package let headers: HTTPFields
    package let body: ReceivedBody
    package let logger: Logger

    /// A part of the path by its name in the template.
    package func parameter(_ name: String) -> String {
        guard let value = parameters[name] else { preconditionFailure("the template has no {\(name)}") }
        return value
    }
}
