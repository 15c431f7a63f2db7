import Foundation

/// One keep-alive connection to a server on loopback, used by one thread. It blocks: a load generator that shares the
/// cores with what it measures must cost next to nothing.
final class Caller {
    /// What came back.
    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    private let handle: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(port: Int) throws {
        handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard handle >= 0 else { throw BenchFault("no socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(handle)
            throw BenchFault("nobody listens on \(port)")
        }
        var yes: Int32 = 1
        setsockopt(handle, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(handle) }

    /// Hands in one message under a key.
    func post(_ body: String, key: String) throws -> Answer {
        try exchange(
            "POST /api/v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ZGV2OmRldg==\r\n"
                + "Content-Type: application/json\r\nIdempotency-Key: \(key)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Reads one address.
    func get(_ path: String) throws -> Answer {
        try exchange("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ZGV2OmRldg==\r\n\r\n")
    }

    private func exchange(_ request: String) throws -> Answer {
        var rest = Array(request.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(handle, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw BenchFault("the server closed the connection") }
            rest = rest.dropFirst(count)
        }
        return try answer()
    }

    private func answer() throws -> Answer {
        var text: [UInt8] = []
        while true {
            if let head = HTTPHead(text), text.count >= head.length + head.bodyLength {
                return Answer(status: head.status, body: Array(text[head.length...]))
            }
            let count = recv(handle, &buffer, buffer.count, 0)
            guard count > 0 else { throw BenchFault("the server did not answer") }
            text += buffer[..<count]
        }
    }
}
