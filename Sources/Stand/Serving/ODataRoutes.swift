import Foundation
import HTTPTypes
import Hummingbird
import Messages
import NIOCore

/// УТ 11's addresses: hands requests to the service, with the faults in force between.
struct ODataRoutes: Sendable {
    let service: ODataService
    let faults: FaultBoard
    let clock: WallClock

    func add(to router: Router<StandContext>) {
        for method in [HTTPRequest.Method.get, .post, .patch, .put, .delete] {
            router.on("/ut11/**", method: method, use: respond)
        }
    }

    @Sendable private func respond(_ request: Request, _ context: StandContext) async throws -> Response {
        let path = request.uri.string.removingPercentEncoding ?? request.uri.string
        let striking = faults.claim(method: request.method.rawValue, path: path)
        if striking.contains(where: { $0.kind == .refuse }) { return await context.cut() }
        let body = try await request.body.collect(upTo: context.maxUploadSize)
        for fault in striking where fault.kind == .delay { try await clock.sleep(fault.delay) }
        let reading = Self.reading(request, Array(body.readableBytesView))
        guard let fault = striking.first(where: { $0.kind != .delay }) else {
            return Self.response(service.respond(to: reading))
        }
        return try await strike(fault, reading, context)
    }

    private func strike(_ fault: Fault, _ request: ODataRequest, _ context: StandContext) async throws -> Response {
        if fault.kind == .hold, fault.when == .before, await faults.hold() == .drop { return await context.cut() }
        let isServed = fault.when == .after || fault.kind == .slow || fault.kind == .hold
        let reply = isServed ? service.respond(to: request) : nil
        switch fault.kind {
        case .hold:
            if fault.when == .after, await faults.hold() == .drop { return await context.cut() }
            return Self.response(reply ?? .noContent)
        case .refuse, .resetBefore, .resetAfterCommit: return await context.cut()
        case .status: return Self.bare(fault)
        case .html200: return Self.response(.loginPage)
        case .garbage: return Self.garbage(reply)
        case .slow, .delay: return slow(reply ?? .noContent, fault.delay)
        }
    }

    private static func reading(_ request: Request, _ body: [UInt8]) -> ODataRequest {
        let path = request.uri.path
        let inside = path.hasPrefix(ODataService.root) ? path.dropFirst(ODataService.root.count) : "/?"
        return ODataRequest(
            method: request.method.rawValue, path: String(inside), query: request.uri.query ?? "",
            host: request.head.authority ?? "127.0.0.1",
            authorization: request.headers[.authorization], accept: request.headers[.accept],
            idempotencyKey: request.headers[.idempotencyKey], body: body)
    }

    private static func response(_ reply: ODataReply) -> Response {
        var headers: HTTPFields = [.contentType: reply.contentType]
        if let location = reply.location { headers[.location] = location }
        if reply.challenges { headers[.wwwAuthenticate] = "Basic realm=\"1C\"" }
        let body = reply.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
        return Response(status: .init(code: reply.status), headers: headers, body: body)
    }

    private static func bare(_ fault: Fault) -> Response {
        var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8"]
        if let seconds = fault.retryAfter { headers[.retryAfter] = String(seconds) }
        return Response(
            status: .init(code: fault.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: "Сервис занят")))
    }

    /// JSON that breaks off in the middle, under a content type that promises better.
    private static func garbage(_ reply: ODataReply?) -> Response {
        let body = (reply?.body.isEmpty ?? true) ? Array("{\"odata.metadata\":\"htt".utf8) : reply?.body ?? []
        return Response(
            status: .init(code: reply?.status ?? 200), headers: [.contentType: "application/json;charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.prefix(max(1, body.count / 2)))))
    }

    /// The whole answer in ten pieces.
    private func slow(_ reply: ODataReply, _ pause: Span) -> Response {
        let (body, clock) = (reply.body, clock)
        let size = max(1, (body.count + 9) / 10)
        let pieces = stride(from: 0, to: body.count, by: size).map { body[$0..<min($0 + size, body.count)] }
        var response = Self.response(reply)
        response.body = ResponseBody(contentLength: body.count) { writer in
            for piece in pieces {
                try await clock.sleep(pause)
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return response
    }
}

extension HTTPField.Name {
    /// The caller's name for one intended effect.
    static var idempotencyKey: HTTPField.Name {
        guard let name = HTTPField.Name("Idempotency-Key") else { preconditionFailure("a valid field name") }
        return name
    }
}
