import HTTPTypes
import Hummingbird
import Messages
import NIOCore
import Synchronization

/// A postman that notes what came and answers as it is told: enough of one to see how 10.3 sends.
final class RecordingPostman: Sendable {
    /// One request that came in.
    struct Call: Sendable {
        let path: String
        let headers: HTTPFields
        let body: [UInt8]
        let key: String
    }

    private let state = Mutex<[Call]>([])
    private let answer: @Sendable (Int) -> HTTPResponse.Status

    /// - Parameter answer: the status of the nth request, from 1; batches that are taken are answered line by line.
    init(answer: @escaping @Sendable (Int) -> HTTPResponse.Status = { _ in .accepted }) {
        self.answer = answer
    }

    var calls: [Call] { state.withLock { $0 } }

    /// Listens while the body runs; the body gets the address.
    func listening<Value: Sendable>(_ body: @escaping @Sendable (String) async throws -> Value) async throws -> Value {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.post("/api/v1/messages") { [self] request, _ in try await take(request, isBatch: false) }
        router.post("/api/v1/messages/batch") { [self] request, _ in try await take(request, isBatch: true) }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) })
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await application.run()
                return nil
            }
            guard let number = await ports.first(where: { _ in true }) else { throw CancellationError() }
            let value = try await body("http://127.0.0.1:\(number)")
            group.cancelAll()
            return value
        }
    }

    private func take(_ request: Request, isBatch: Bool) async throws -> Response {
        let body = Array(try await request.body.collect(upTo: 16 * 1024 * 1024).readableBytesView)
        let key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] } ?? ""
        let count = state.withLock { calls in
            calls.append(Call(path: request.uri.path, headers: request.headers, body: body, key: key))
            return calls.count
        }
        let status = answer(count)
        let lines = body.split(separator: 0x0A).map { _ in "{\"status\":202,\"message_id\":\"м\"}" }
        let text = isBatch ? lines.joined(separator: "\n") : "{\"message_id\":\"м\"}"
        return Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
