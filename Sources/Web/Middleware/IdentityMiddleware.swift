import HTTPTypes
import Hummingbird
import Logging
import Messages

/// Outermost: gives each request its two ids, puts them into its logger, and returns them with every answer.
///
/// A header that the answer already has stays: a replay carries the correlation id of the first answer.
struct IdentityMiddleware: RouterMiddleware {
    let clock: WallClock
    /// The live revision, for `Pochtar-Revision`; nil before one is live.
    let revision: @Sendable () -> RevisionID?

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let identity = RequestIdentity(request.headers, at: clock.now())
        context.identity = identity
        context.logger[metadataKey: "correlation_id"] = .string(identity.correlationID)
        context.logger[metadataKey: "request_id"] = .string(identity.requestID)
        if let trace = identity.traceID { context.logger[metadataKey: "trace_id"] = .string(trace) }
        var response = try await next(request, context)
        response.headers[.requestID] = identity.requestID
        if response.headers[.correlationID] == nil { response.headers[.correlationID] = identity.correlationID }
        if response.headers[.revision] == nil, let id = revision() { response.headers[.revision] = id.text }
        for field in context.trail.notes.headers { response.headers[field.name] = field.value }
        return response
    }
}
