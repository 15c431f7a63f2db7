import HTTPTypes
import Hummingbird
import Metrics

/// Counts and times each request by method, path template and status.
struct TrafficMiddleware: RouterMiddleware {
    let registry: PrometheusRegistry

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let labels = [
            ("method", Self.method(request.method)), ("path", context.trail.notes.template ?? "none"),
            ("status_code", String(response.status.code)),
        ]
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        registry.makeCounter(label: "http_requests_total", dimensions: labels).increment(by: 1)
        registry.makeTimer(label: "http_request_duration_seconds", dimensions: labels)
            .recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        return response
    }

    /// Callers may invent methods; our series stay few.
    private static func method(_ method: HTTPRequest.Method) -> String {
        switch method {
        case .get, .head, .post, .put, .patch, .delete, .options: method.rawValue
        default: "other"
        }
    }
}
