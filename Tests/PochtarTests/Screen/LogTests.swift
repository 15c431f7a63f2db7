import Hummingbird
import HummingbirdTesting
import Logging
import Messages
import Synchronization
import Testing
import Web

@testable import pochtar

@Suite("Log lines")
struct LogTests {
    @Test("an event is one JSON object a line, metadata flat, numbers as numbers")
    func json() throws {
        let line = try #require(
            Self.lines(.json) { logger in
                var logger = logger
                logger[metadataKey: "correlation_id"] = "c-1"
                logger.notice(
                    "two\nlines",
                    metadata: ["count": .stringConvertible(3), "level": "mine", "peer": .dictionary(["port": "80"])])
            }.first)

        let json = try JSONReader.read(line.utf8)
        #expect(json.members?.prefix(4).map(\.name) == ["timestamp", "level", "message", "environment"])
        #expect(json["timestamp"]?.string.flatMap(Instant.init(rfc3339:)) != nil)
        #expect(json["level"] == "notice")
        #expect(json["message"] == "two\nlines")
        #expect(json["environment"] == "uat")
        #expect(json["correlation_id"] == "c-1")
        #expect(json["count"] == 3)
        #expect(json["level_"] == "mine")
        #expect(json["peer.port"] == "80")
        #expect(!line.contains("\n"))
    }

    @Test("phones, mailboxes and addresses are masked, whoever logs them")
    func masking() throws {
        let line = try #require(
            Self.lines(.json) { logger in
                logger.error(
                    "call +7 916 123-45-67", metadata: ["АдресДоставки": "ул. Ленина, 1", "who": "ivanov@example.ru"])
            }.first)

        for leak in ["916", "Ленина", "ivanov"] { #expect(!line.contains(leak), "\(line)") }
    }

    @Test("a text line keeps to one line")
    func text() {
        let lines = Self.lines(.text) { $0.warning("a\nb", metadata: ["why": "x y\nz"]) }

        #expect(lines.count == 1)
        #expect(lines.first?.hasSuffix(#"warning a b why="x y\nz""#) == true)
    }

    @Test("below the level nothing is written")
    func level() {
        #expect(Self.lines(.json) { $0.debug("nothing") }.isEmpty)
    }

    @Test("a request's record is a line like any other")
    func access() async throws {
        let written = Written()
        let sink = LogSink { bytes in written.add(String(decoding: bytes, as: UTF8.self)) }
        let log = AccessLog(settings: LogSettings(level: .info, format: .json), environment: .uat, sink: sink)
        let server = WebServer(
            WebSettings(port: 0), registry: PrometheusRegistry(), logger: Logger(label: "test"), keys: { [] },
            revision: { nil }, accessLog: log.write, routes: { _ in })

        try await server.application.test(.live) { client in
            _ = try await client.execute(uri: "/nowhere?phone=%2B79161234567", method: .get) { $0.status }
            _ = try await client.execute(uri: "/health/live", method: .get) { $0.status }
        }

        #expect(written.all.count == 1, "health is quiet")
        let json = try JSONReader.read(try #require(written.all.first).dropLast().utf8)
        #expect(json.members?.prefix(4).map(\.name) == ["timestamp", "level", "message", "environment"])
        #expect(json["message"] == "request")
        #expect(json["status"] == 404)
        #expect(json["path"] == "/nowhere?phone=+7********67")
    }

    @Test("what comes while a line is being written goes out with it, in order")
    func gathered() async throws {
        let written = Written()
        let sinks = Mutex<LogSink?>(nil)
        let sink = LogSink { bytes in
            written.add(String(decoding: bytes, as: UTF8.self))
            // Somebody else has two lines while this one is being written.
            let other = sinks.withLock { sink in
                defer { sink = nil }
                return sink
            }
            other?.line(Array("two".utf8))
            other?.line(Array("three".utf8))
        }
        sinks.withLock { $0 = sink }

        sink.line(Array("one".utf8))
        sink.line(Array("four".utf8))

        #expect(written.all == ["one\n", "two\nthree\n", "four\n"])
    }

    private static func lines(_ format: LogSettings.Format, _ body: (Logger) -> Void) -> [String] {
        let written = Written()
        let sink = LogSink { bytes in written.add(String(decoding: bytes, as: UTF8.self)) }
        body(Logger("test", LogSettings(level: .info, format: format), environment: .uat, sink: sink))
        return written.all.map { String($0.dropLast()) }
    }

    private final class Written: Sendable {
        private let lines = Mutex<[String]>([])

        var all: [String] { lines.withLock { $0 } }

        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }
}
