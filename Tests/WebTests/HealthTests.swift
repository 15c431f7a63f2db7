import HTTPTypes
import HummingbirdTesting
import Logging
import Messages
import NIOCore
import Testing
import Web

@Suite struct HealthTests {
    @Test("a postman whose checks are well is live and ready, for anybody")
    func well() async throws {
        let postman = try await TestPostman(checks: [
            ReadinessCheck("store") { .well }, ReadinessCheck("revision") { .well },
        ])
        try await postman.visit { client in
            #expect(try await client.get("/health/live").status == .ok)
            let ready = try await client.get("/health/ready")
            #expect(ready.status == .ok)
            #expect(try ready.json["checks"]?.array?.map { $0["name"] } == ["store", "revision"])
        }
    }

    @Test("one check that is ill makes it not ready, and it stays live")
    func ill() async throws {
        let postman = try await TestPostman(checks: [
            ReadinessCheck("store") { .well }, ReadinessCheck("revision") { .ill("no revision is live") },
            ReadinessCheck("disk") { throw Broken(secret: "/var/lib") },
        ])
        try await postman.visit { client in
            #expect(try await client.get("/health/live").status == .ok)
            let ready = try await client.get("/health/ready")
            #expect(ready.status == .serviceUnavailable)
            let checks = try #require(try ready.json["checks"]?.array)
            #expect(checks.map { $0["status"] } == ["well", "ill", "ill"])
            #expect(checks[1]["reason"] == "no revision is live")
            #expect(!String(buffer: ready.body).contains("/var/lib"))
        }
    }

    @Test("a check that does not answer is ill at its deadline")
    func silent() async throws {
        let postman = TestClock()
        // Given a clock on which the deadline is over at once, and a check that waits until it is cancelled
        let clock = WallClock(now: { postman.now }, sleep: { _ in })
        let check = ReadinessCheck("store") {
            try await Task.sleep(for: .seconds(600))
            return .well
        }
        #expect(await check.run(clock, .init(label: "test")) == .ill("no answer within 2.0 s"))
    }
}
