import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Messages
import Stand

/// Speaks to a stand over loopback the way a connector would.
struct UT11Caller {
    /// An answer, its body read as JSON where it is JSON.
    struct Answer {
        let status: Int
        let json: JSON
        let text: String
        let headers: HTTPFields

        subscript(name: String) -> JSON? { json[name] }

        var code: String? { json["odata.error"]?["code"]?.string }
    }

    let client: any TestClientProtocol

    /// Runs the body against a listening stand.
    static func with<Value>(
        _ stand: StandApplication, _ body: @escaping @Sendable (UT11Caller) async throws -> Value
    ) async throws -> Value {
        try await stand.application().test(.ahc()) { try await body(UT11Caller(client: $0)) }
    }

    static func stand(_ settings: UT11Settings = UT11Settings(), clock: WallClock = .system) -> StandApplication {
        StandApplication(settings: StandSettings(port: 0, ut11: settings), contract: StandContract.value, clock: clock)
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, query: String = "$format=json",
        key: String? = nil, login: String = "Обмен:обмен"
    ) async throws -> Answer {
        try await send(
            method, "/ut11/odata/standard.odata/" + path + "?" + query, body.map { $0.bytes(sortingKeys: false) },
            key: key, login: login)
    }

    /// Calls one of the stand's own addresses.
    func control(_ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil) async throws -> Answer {
        try await send(method, path, body.map { $0.bytes(sortingKeys: false) })
    }

    func send(
        _ method: HTTPRequest.Method, _ address: String, _ body: [UInt8]?, key: String? = nil, login: String = ""
    ) async throws -> Answer {
        var headers: HTTPFields = [.authorization: "Basic " + Data(login.utf8).base64EncodedString()]
        if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        var allowed = CharacterSet.urlQueryAllowed
        allowed.remove(charactersIn: "'")
        let uri = address.addingPercentEncoding(withAllowedCharacters: allowed) ?? address
        let response = try await client.executeRequest(
            uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
        let bytes = Array(response.body.readableBytesView)
        return Answer(
            status: response.status.code, json: (try? JSONReader.read(bytes)) ?? .null,
            text: String(decoding: bytes, as: UTF8.self), headers: response.headers)
    }

    /// A GUID that is the same in every run.
    static func guid(_ number: Int) -> String {
        let digits = String(number)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}
