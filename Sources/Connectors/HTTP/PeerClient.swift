import AsyncHTTPClient
import Foundation
import Messages
import NIOCore
import NIOHTTP1
import NIOSSL

/// The HTTP way to one destination: pooled connections, one deadline per request, no redirects, TLS 1.2 or newer.
///
/// It lives as long as the destination's settings do, across revisions of the plugin; whoever makes it shuts it down.
package final class PeerClient: Sendable {
    /// How long an answer's body may be.
    package static let bodyLimit = 4 << 20
    /// How much of an answer's headers a script gets to see.
    static let headerLimit = 64
    static let headerLengthLimit = 2048

    package let destination: Destination
    /// What was found there by its key.
    let found = FoundObjects()
    private let client: HTTPClient

    package init(destination: Destination) {
        self.destination = destination
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(destination.timeout.milliseconds)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = destination.maxInFlight
        configuration.connectionPool.idleTimeout = .seconds(20)
        // A refused connection is an answer: the retry plan decides when to try again, not the pool.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes the connections; requests on their way end as interrupted.
    package func shutdown() async throws {
        try await client.shutdown()
    }

    /// Sends one request and reads the whole answer within the destination's deadline; never throws.
    func send(_ request: PeerRequest) async -> PeerAnswer {
        do {
            let deadline = NIODeadline.now() + .milliseconds(destination.timeout.milliseconds)
            let response = try await client.execute(prepared(request), deadline: deadline)
            let body = try await response.body.collect(upTo: Self.bodyLimit)
            return PeerAnswer(
                status: Int(response.status.code), headers: Self.visible(response.headers),
                body: Array(body.readableBytesView))
        } catch {
            return PeerAnswer(fault: Task.isCancelled ? .interrupted : TransportFault(error))
        }
    }

    private func prepared(_ request: PeerRequest) -> HTTPClientRequest {
        var prepared = HTTPClientRequest(url: destination.baseURL + request.target)
        prepared.method = HTTPMethod(rawValue: request.method)
        for header in request.headers { prepared.headers.replaceOrAdd(name: header.name, value: header.value) }
        if let authorization { prepared.headers.replaceOrAdd(name: "Authorization", value: authorization) }
        if let body = request.body { prepared.body = .bytes(body) }
        return prepared
    }

    private var authorization: String? {
        switch destination.authorization {
        case .none: nil
        case .basic(let login, let password): "Basic " + Data("\(login):\(password)".utf8).base64EncodedString()
        case .bearer(let token): "Bearer " + token
        }
    }

    private static func visible(_ headers: HTTPHeaders) -> [(name: String, value: String)] {
        headers.prefix(headerLimit).compactMap { header in
            guard header.value.utf8.count <= headerLengthLimit, header.name.lowercased() != "set-cookie" else {
                return nil
            }
            return (name: header.name.lowercased(), value: header.value)
        }
    }
}
