import HTTPTypes
import Hummingbird
import Logging
import Messages

/// One record of the log for each request.
struct AccessLogMiddleware: RouterMiddleware {
    let clock: WallClock
    let level: Logger.Level
    /// Templates that are asked every few seconds by machines and logged at `debug` while they succeed.
    let quiet: Set<String>
    let write: @Sendable (AccessRecord) -> Void

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let notes = context.trail.notes
        let isQuiet = response.status.code < 400 && notes.template.map(quiet.contains) == true
        let level = response.status.code >= 500 ? .error : isQuiet ? .debug : level
        guard context.logger.logLevel <= level else { return response }
        write(record(level, request, response, notes, context, since: start))
        return response
    }

    private func record(
        _ level: Logger.Level, _ request: Request, _ response: Response, _ notes: RequestTrail.Notes,
        _ context: WebContext, since start: ContinuousClock.Instant
    ) -> AccessRecord {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return AccessRecord(
            at: clock.now(), level: level,
            [
                "caller": .foreign(notes.caller), "code": .text(notes.problem?.rawValue),
                "correlation_id": .foreign(context.identity.correlationID),
                "duration_us": .number(Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)),
                "idempotency_key": .foreign(notes.idempotencyKey), "method": .text(request.method.rawValue),
                "path": .text(Masking.masked(path: request.uri.string)), "peer": .text(context.peer),
                "received_bytes": .number(notes.receivedBytes), "replayed": .flag(notes.isReplay),
                "request_id": .foreign(context.identity.requestID), "route": .text(notes.template),
                "sent_bytes": .number(response.body.contentLength), "status": .number(response.status.code),
                "trace_id": .text(context.identity.traceID),
            ])
    }
}
