import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Messages
import NIOCore

extension TestClientProtocol {
    /// A POST of JSON text with an idempotency key, and what came back.
    func post(
        _ uri: String, as authorization: String?, key: String? = nil, _ body: String, _ extra: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await send(.post, uri, as: authorization, key: key, body, extra)
    }

    /// The same by any method, with a body or without.
    func send(
        _ method: HTTPRequest.Method, _ uri: String, as authorization: String?, key: String? = nil,
        _ body: String? = nil, _ extra: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers: HTTPFields = body == nil ? [:] : [.contentType: "application/json; charset=UTF-8"]
        if let authorization { headers[.authorization] = authorization }
        if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        for field in extra { headers[field.name] = field.value.isEmpty ? nil : field.value }
        return try await executeRequest(
            uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }

    func get(_ uri: String, as authorization: String? = nil, _ extra: HTTPFields = [:]) async throws -> TestResponse {
        var headers = extra
        if let authorization { headers[.authorization] = authorization }
        return try await executeRequest(uri: uri, method: .get, headers: headers, body: nil)
    }
}
