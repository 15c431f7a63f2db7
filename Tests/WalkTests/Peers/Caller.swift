import AsyncHTTPClient
import Foundation
import Messages
import NIOCore
import NIOHTTP1

/// Calls one HTTP peer on loopback as somebody; each request has a connection of its own, as 1С's have.
struct Caller: Sendable {
    /// One that takes a refused connection for an answer, instead of trying on until the deadline.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: {
            var configuration = HTTPClient.Configuration()
            configuration.connectionPool.retryConnectionEstablishment = false
            return configuration
        }())

    let port: Int
    /// `login:password`; nil sends no credentials.
    var credentials: String?
    /// How long an answer is waited for.
    var patience = Span.seconds(60)

    func get(_ path: String, _ query: [String: String] = [:]) async throws -> Answer {
        try await send(.GET, path, query)
    }

    func delete(_ path: String) async throws -> Answer {
        try await send(.DELETE, path)
    }

    func post(_ path: String, _ body: JSON, key: String? = nil) async throws -> Answer {
        try await post(path, body.bytes(sortingKeys: false), key: key)
    }

    func post(
        _ path: String, _ body: [UInt8], query: [String: String] = [:], key: String? = nil
    ) async throws -> Answer {
        var headers: HTTPHeaders = ["Content-Type": "application/json; charset=utf-8"]
        if let key { headers.add(name: "Idempotency-Key", value: key) }
        return try await send(.POST, path, query, headers: headers, body: body)
    }

    func patch(
        _ path: String, _ body: [UInt8], query: [String: String] = [:], key: String? = nil
    ) async throws -> Answer {
        var headers: HTTPHeaders = ["Content-Type": "application/json; charset=utf-8"]
        if let key { headers.add(name: "Idempotency-Key", value: key) }
        return try await send(.PATCH, path, query, headers: headers, body: body)
    }

    private func send(
        _ method: HTTPMethod, _ path: String, _ query: [String: String] = [:], headers: HTTPHeaders = [:],
        body: [UInt8]? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)" + Self.target(path, query))
        request.method = method
        request.headers = headers
        request.headers.add(name: "Connection", value: "close")
        if let credentials {
            let coded = Data(credentials.utf8).base64EncodedString()
            request.headers.add(name: "Authorization", value: "Basic " + coded)
        }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await Self.client.execute(request, timeout: .milliseconds(patience.milliseconds))
        let received = try await response.body.collect(upTo: 64 * 1024 * 1024)
        return Answer(
            status: Int(response.status.code), headers: response.headers, body: Array(received.readableBytesView))
    }

    private static func target(_ path: String, _ query: [String: String]) -> String {
        var plain = CharacterSet.urlPathAllowed
        plain.remove(charactersIn: "'()")
        let path = path.addingPercentEncoding(withAllowedCharacters: plain) ?? path
        guard !query.isEmpty else { return path }
        let items = query.sorted { $0.key < $1.key }.map { name, value in
            name + "=" + (value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value)
        }
        return path + "?" + items.joined(separator: "&")
    }
}
