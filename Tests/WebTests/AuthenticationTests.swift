import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Messages
import Storage
import Synchronization
import Testing
import Web

@Suite struct AuthenticationTests {
    @Test("a key is good as Basic with its name and as Bearer without", arguments: StoreKind.allCases)
    func good(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        let (key, secret) = APIKey.generate(name: "второй", roles: [.operator], at: postman.clock.now)
        _ = try await postman.store.transaction { try $0.add(key) }
        try await postman.visit { client in
            for header in [TestPostman.basic("второй", secret), "Bearer \(secret)", "bearer \(secret)"] {
                let answer = try await client.get("/api/v1/notes/x", as: header)
                #expect(answer.status == .ok)
                #expect(try answer.json["caller"] == "второй")
            }
        }
    }

    @Test(
        "each way to get Authorization wrong is a 401 that says what is wrong",
        arguments: StoreKind.allCases,
        [
            (nil, "Нет заголовка"), ("Basic ???", "не base64"), ("Digest abc", "Basic или Bearer"),
            ("Basic " + Data("nocolon".utf8).base64EncodedString(), "двоеточия"),
            ("Basic " + Data([0xEA, 0xEB, 0xFE, 0xF7, 0x3A, 0x78]).base64EncodedString(), "cp1251"),
            (TestPostman.basic("%D0%B4%D0%B5%D0%B6", "x"), "%XX"), (TestPostman.basic("ut103", "wrong"), "не подходят"),
            ("Bearer wrong", "не подходят"),
        ] as [(String?, String)])
    func wrong(_ kind: StoreKind, given: (header: String?, hint: String)) async throws {
        let (header, hint) = given
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            let answer = try await client.get("/api/v1/notes/x", as: header)
            #expect(answer.status == .unauthorized)
            #expect(try answer.code == "auth.invalid_token")
            #expect(answer["WWW-Authenticate"] == #"Basic realm="Pochtar", charset="UTF-8""#)
            #expect(try answer.json["detail"]?.string?.contains(hint) == true)
        }
    }

    @Test("a good secret under another name is refused", arguments: StoreKind.allCases)
    func otherName(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        let (key, secret) = APIKey.generate(name: "один", roles: [.operator], at: postman.clock.now)
        _ = try await postman.store.transaction { try $0.add(key) }
        try await postman.visit { client in
            let answer = try await client.get("/api/v1/notes/x", as: TestPostman.basic("другой", secret))
            #expect(answer.status == .unauthorized)
        }
    }

    @Test("a caller without the role is forbidden, and told which roles would do", arguments: StoreKind.allCases)
    func role(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            let answer = try await client.get("/api/v1/notes/x", as: postman.source)
            #expect(answer.status == .forbidden)
            #expect(try answer.code == "auth.forbidden")
            #expect(try answer.json["detail"]?.string?.contains("courier, operator") == true)
        }
    }

    @Test(
        "dev:dev has every role from this machine in the environment dev, and nowhere else",
        arguments: StoreKind.allCases)
    func development(_ kind: StoreKind) async throws {
        let header = TestPostman.basic("dev", "dev")
        let development = try await TestPostman(kind, WebSettings(port: 0, isDevelopment: true))
        try await development.visit { client in
            let read = try await client.get("/api/v1/notes/x", as: header)
            let written = try await client.post("/api/v1/notes/x", as: header, key: "1", #"{"text":"a"}"#)
            #expect(read.status == .ok && written.status == .accepted)
        }
        // A request that comes over no connection has no address of this machine.
        try await development.visit(.router) { client in
            let answer = try await client.get("/api/v1/notes/x", as: header)
            #expect(answer.status == .unauthorized)
        }
        let production = try await TestPostman(kind)
        try await production.visit { client in
            let answer = try await client.get("/api/v1/notes/x", as: header)
            #expect(answer.status == .unauthorized)
        }
    }

    @Test("a revoked key stops working within ten seconds, a new one works at once", arguments: StoreKind.allCases)
    func revoked(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        let (key, secret) = APIKey.generate(name: "временный", roles: [.operator], at: postman.clock.now)
        try await postman.visit { client in
            let header = "Bearer \(secret)"
            #expect(try await client.get("/api/v1/notes/x", as: header).status == .unauthorized)
            _ = try await postman.store.transaction { try $0.add(key) }
            postman.clock.advance(.seconds(1))
            #expect(try await client.get("/api/v1/notes/x", as: header).status == .ok)
            let now = postman.clock.now
            _ = try await postman.store.transaction { try $0.revokeKey(named: "временный", at: now) }
            postman.clock.advance(.seconds(10))
            #expect(try await client.get("/api/v1/notes/x", as: header).status == .unauthorized)
        }
    }

    @Test("known keys cost no reading while they are fresh")
    func cached() async throws {
        let clock = TestClock()
        let (key, secret) = APIKey.generate(name: "a", roles: [.source], at: clock.now)
        let readings = Mutex(0)
        let server = WebServer(
            WebSettings(port: 0), registry: PrometheusRegistry(), clock: clock.wallClock,
            logger: .init(label: "test"),
            keys: {
                readings.withLock { $0 += 1 }
                return [key]
            }, revision: { nil }, accessLog: { _ in },
            routes: { $0.read("/api/v1/x", for: [.source]) { _ in Reply(status: 204, body: []) } })
        try await server.application.test(.live) { client in
            for _ in 0..<20 {
                let answer = try await client.get("/api/v1/x", as: "Bearer \(secret)")
                #expect(answer.status == .noContent)
            }
            #expect(readings.withLock { $0 } == 1)
            clock.advance(.seconds(6))
            let answer = try await client.get("/api/v1/x", as: "Bearer \(secret)")
            #expect(answer.status == .noContent)
            #expect(readings.withLock { $0 } == 2)
        }
    }

    @Test("generated secrets are 192 bits, never twice the same, and kept as SHA-256")
    func generated() {
        let now = Instant(milliseconds: 0)
        let made = (0..<100).map { _ in APIKey.generate(name: "a", roles: [.source], at: now) }
        #expect(Set(made.map(\.secret)).count == 100)
        for (key, secret) in made {
            #expect(secret.count == 48)
            #expect(key.hash == Digest.hex(secret.utf8) && !key.hash.contains(secret))
        }
    }
}
