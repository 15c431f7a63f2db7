import Hummingbird
import Logging
import Messages

/// Innermost: whatever is thrown becomes an answer that says what to do, and a line of the log when it is our fault.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let answer = ProblemAnswer(telling: error)
            let problem = answer.problem
            context.trail.note { $0.problem = problem.code }
            if problem.code.status >= 500 || problem.internalDetail != nil {
                context.logger.log(
                    level: problem.code.status >= 500 ? .error : .info, "problem",
                    metadata: [
                        "code": .string(problem.code.rawValue),
                        "detail": .string(Masking.masked(problem.internalDetail ?? "none given")),
                    ])
            }
            return ProblemDocument(answer, path: request.uri.path, identity: context.identity).reply.response()
        }
    }
}
