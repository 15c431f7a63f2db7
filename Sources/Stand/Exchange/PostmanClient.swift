import AsyncHTTPClient
import Foundation
import Messages
import NIOCore
import NIOHTTP1

/// Speaks to the postman the way 1С does: one request, one answer in JSON.
struct PostmanClient: Sendable {
    let client: HTTPClient

    func get(_ path: String, of address: PostmanAddress) async throws -> (status: Int, json: JSON) {
        try await send(.GET, path, address, headers: [:], body: nil)
    }

    func post(
        _ path: String, _ body: JSON, key: String, to address: PostmanAddress
    ) async throws -> (status: Int, json: JSON) {
        try await send(.post, path, body, key: key, to: address)
    }

    /// What changes something.
    enum Verb: String, Sendable {
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
    }

    func send(
        _ verb: Verb, _ path: String, _ body: JSON, key: String, to address: PostmanAddress
    ) async throws -> (status: Int, json: JSON) {
        let headers: HTTPHeaders = ["Idempotency-Key": key, "Content-Type": "application/json; charset=utf-8"]
        return try await send(
            HTTPMethod(rawValue: verb.rawValue), path, address, headers: headers, body: body.bytes(sortingKeys: false))
    }

    private func send(
        _ method: HTTPMethod, _ path: String, _ address: PostmanAddress, headers: HTTPHeaders, body: [UInt8]?
    ) async throws -> (status: Int, json: JSON) {
        var request = HTTPClientRequest(url: address.url + path)
        request.method = method
        request.headers = headers
        let credentials = Data((address.login + ":" + address.password).utf8).base64EncodedString()
        request.headers.add(name: "Authorization", value: "Basic " + credentials)
        request.headers.add(name: "User-Agent", value: "1C+Enterprise/8.3")
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await client.execute(request, timeout: .seconds(30))
        let received = try await response.body.collect(upTo: 64 * 1024 * 1024)
        let json = try? JSONReader.read(Array(received.readableBytesView))
        return (Int(response.status.code), json ?? .null)
    }
}
