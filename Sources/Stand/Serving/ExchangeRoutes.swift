import HTTPTypes
import Hummingbird
import Messages
import NIOCore

/// `POST /stand/pull`: 10.3 comes for what is for it, once. `POST /stand/export`: УТ 11 sends what was written in it
/// since the last time. Each is told where the postman is.
struct ExchangeRoutes: Sendable {
    let puller: Puller103
    let exchange: UT11Exchange

    func add(to router: Router<StandContext>) {
        router.post("/stand/pull") { request, context in
            guard let address = try await Self.address(request, context) else { return Self.refusal }
            await puller.pull(from: address)
            return Self.answer(puller.progress.json, .ok)
        }
        router.post("/stand/export") { request, context in
            guard let address = try await Self.address(request, context) else { return Self.refusal }
            do {
                return Self.answer(["exported": JSON(try await exchange.export(to: address))], .ok)
            } catch {
                return Self.answer(["error": .string("\(error)")], .badGateway)
            }
        }
    }

    private static func address(_ request: Request, _ context: StandContext) async throws -> PostmanAddress? {
        let buffer = try await request.body.collect(upTo: context.maxUploadSize)
        guard let json = try? JSONReader.read(Array(buffer.readableBytesView)), let url = json["postman"]?.string else {
            return nil
        }
        return PostmanAddress(
            url: url, login: json["login"]?.string ?? "", password: json["password"]?.string ?? "")
    }

    private static var refusal: Response { answer(["error": "нужны postman, login, password"], .badRequest) }

    private static func answer(_ json: JSON, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes(sortingKeys: false))))
    }
}
