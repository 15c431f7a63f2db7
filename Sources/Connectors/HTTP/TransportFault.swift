import AsyncHTTPClient
import NIOCore
import NIOPosix

/// Why a request got no answer: what scripts see in `response.error`.
enum TransportFault: String, Sendable {
    case timeout
    case reset
    case refused
    case tls
    case dns
    /// The answer is longer than we take.
    case oversized
    /// We were stopped while waiting.
    case interrupted

    init(_ error: any Error) {
        switch error {
        case is CancellationError: self = .interrupted
        case let error as HTTPClientError: self.init(client: error)
        case let error as IOError: self.init(code: error.errnoCode)
        case let error as NIOConnectionError: self.init(connecting: error)
        case is NIOTooManyBytesError: self = .oversized
        default:
            // NIOSSL's errors have no common type.
            self = String(reflecting: type(of: error)).hasPrefix("NIOSSL.") ? .tls : .reset
        }
    }

    private init(client error: HTTPClientError) {
        switch error {
        case .deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout, .getConnectionFromPoolTimeout:
            self = .timeout
        case .tlsHandshakeTimeout: self = .tls
        case .cancelled, .alreadyShutdown: self = .interrupted
        default: self = .reset
        }
    }

    private init(connecting error: NIOConnectionError) {
        guard let first = error.connectionErrors.first else {
            self = .dns
            return
        }
        self.init(first.error)
    }

    private init(code: CInt) {
        switch code {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH: self = .refused
        case ETIMEDOUT: self = .timeout
        default: self = .reset
        }
    }
}
