/// A mutating request's right to happen once: the key in its scope, and what the request was.
package struct IdempotencyClaim: Sendable, Hashable {
    /// The caller, method and route template are the key's scope: never the key alone.
    package let caller: String
    package let method: String
    package let route: String
    package let key: String
    /// Hash of what makes the request what it is; another one under the same key is a conflict.
    package let fingerprint: String
    package let correlationID: String

    package init(
        caller: String, method: String, route: String, key: String, fingerprint: String, correlationID: String
    ) {
        self.caller = caller
        self.method = method
        self.route = route
        self.key = key
        self.fingerprint = fingerprint
        self.correlationID = correlationID
    }

    /// The scope and the key as one text, for the set of requests in flight.
    package var scope: String { [caller, method, route, key].joined(separator: "\u{1F}") }
}
