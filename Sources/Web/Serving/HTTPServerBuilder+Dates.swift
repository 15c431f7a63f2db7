import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Messages
import NIOCore

extension HTTPServerBuilder {
    /// HTTP/1.1 that writes `Date` only where the answer has none: a replay keeps the date of the first answer, which
    /// Hummingbird's own server would overwrite.
    static func keepingDates(
        _ responder: some HTTPResponder<WebContext>, dates: HTTPDate, clock: WallClock, idleTimeout: Span,
        logger: Logger
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { _ in
            HTTP1Channel(
                responder: { (request, writer: consuming ResponseWriter, channel) in
                    var response = await answer(
                        request, responder, WebContext(source: .init(channel: channel, logger: logger)))
                    if response.headers[.date] == nil { response.headers[.date] = dates.text(clock.now()) }
                    try await writer.write(response: response.head, body: response.body)
                },
                configuration: .init(idleTimeout: .milliseconds(idleTimeout.milliseconds)))
        }
    }

    /// The middlewares answer every error; what they did not is a mistake of ours.
    private static func answer(
        _ request: Request, _ responder: some HTTPResponder<WebContext>, _ context: WebContext
    ) async -> Response {
        do {
            return try await responder.respond(to: request, context: context)
        } catch {
            context.logger.error("an error passed the middlewares", metadata: ["error": "\(error)"])
            return Response(status: .internalServerError)
        }
    }
}
