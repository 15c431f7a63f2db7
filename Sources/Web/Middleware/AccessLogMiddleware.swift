import HTTPTypes
import Hummingbird
import Logging
import Messages

/// One line of the log for each request, with personal data masked.
struct AccessLogMiddleware: RouterMiddleware {
    let level: Logger.Level
    /// Templates that are asked every few seconds by machines and logged at `debug` while they succeed.
    let quiet: Set<String>

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let notes = context.trail.notes
        let isQuiet = response.status.code < 400 && notes.template.map(quiet.contains) == true
        let level = response.status.code >= 500 ? .error : isQuiet ? .debug : level
        guard context.logger.logLevel <= level else { return response }
        context.logger.log(level: level, "request", metadata: metadata(request, response, notes, context, since: start))
        return response
    }

    private func metadata(
        _ request: Request, _ response: Response, _ notes: RequestTrail.Notes, _ context: WebContext,
        since start: ContinuousClock.Instant
    ) -> Logger.Metadata {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let microseconds = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
        var metadata = Logger.Metadata(minimumCapacity: 16)
        metadata["method"] = .string(request.method.rawValue)
        metadata["path"] = .string(Masking.masked(path: request.uri.string))
        metadata["status"] = .stringConvertible(response.status.code)
        metadata["duration_us"] = .stringConvertible(microseconds)
        metadata["received_bytes"] = .stringConvertible(notes.receivedBytes)
        if let template = notes.template { metadata["route"] = .string(template) }
        if let bytes = response.body.contentLength { metadata["sent_bytes"] = .stringConvertible(bytes) }
        if let caller = notes.caller { metadata["caller"] = .string(caller) }
        if let peer = context.peer { metadata["peer"] = .string(peer) }
        if let problem = notes.problem { metadata["code"] = .string(problem.rawValue) }
        if let key = notes.idempotencyKey { metadata["idempotency_key"] = .string(Masking.masked(key)) }
        if notes.isReplay { metadata["replayed"] = "true" }
        return metadata
    }
}
