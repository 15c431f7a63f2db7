import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Asks an address on loopback: GET, or POST where there is a body.
enum LoopbackClient {
    static func fetch(_ address: String, _ body: [UInt8]?) async throws -> (status: Int, body: [UInt8]) {
        let client = HTTPClient.shared
        let response: HTTPClient.Response
        if let body {
            response = try await client.post(url: address, body: .byteBuffer(ByteBuffer(bytes: body))).get()
        } else {
            response = try await client.get(url: address).get()
        }
        return (Int(response.status.code), response.body.map { Array($0.readableBytesView) } ?? [])
    }
}
