import HTTPTypes
import HummingbirdTesting
import Messages
import Testing
import Web

@Suite struct QuotaTests {
    private static let plan = QuotaPlan(roles: [.courier: .init(perMinute: 3)])

    @Test("a caller that used up its quota is told when to come again, and let in then")
    func exceeded() async throws {
        let postman = try await TestPostman(.sqlite, WebSettings(port: 0, quotas: Self.plan))
        try await postman.visit { client in
            for left in ["2", "1", "0"] {
                let answer = try await client.get("/api/v1/notes/x", as: postman.courier)
                #expect(answer.status == .ok)
                #expect(answer["X-RateLimit-Limit"] == "3")
                #expect(answer["X-RateLimit-Remaining"] == left)
            }
            let refused = try await client.get("/api/v1/notes/x", as: postman.courier)
            #expect(refused.status == .tooManyRequests)
            #expect(try refused.code == "rate_limit.exceeded")
            #expect(refused["Retry-After"] == "20")
            #expect(refused["X-RateLimit-Remaining"] == "0")
            #expect(refused["X-RateLimit-Reset"] == "60")
            postman.clock.advance(.seconds(20))
            #expect(try await client.get("/api/v1/notes/x", as: postman.courier).status == .ok)
        }
    }

    @Test("others are not touched by one caller's quota, and unlimited ones carry no limit headers")
    func others() async throws {
        let postman = try await TestPostman(.sqlite, WebSettings(port: 0, quotas: Self.plan))
        try await postman.visit { client in
            for _ in 0..<4 { _ = try await client.get("/api/v1/notes/x", as: postman.courier) }
            let answer = try await client.get("/api/v1/notes/x", as: postman.operator)
            #expect(answer.status == .ok)
            #expect(answer["X-RateLimit-Limit"] == nil)
        }
    }

    @Test("by default a source is unlimited and a courier has 600 a minute")
    func standard() {
        let plan = QuotaPlan()
        #expect(plan.rule(for: Caller(name: "1c", roles: [.source])) == nil)
        #expect(plan.rule(for: Caller(name: "c", roles: [.courier])) == .init(perMinute: 600))
        #expect(plan.rule(for: Caller(name: "c", roles: [.courier, .operator])) == nil)
    }

    @Test("a caller's own quota stands over those of its roles")
    func own() {
        let plan = QuotaPlan(callers: ["b24": .init(perMinute: 120)])
        #expect(plan.rule(for: Caller(name: "b24", roles: [.source])) == .init(perMinute: 120))
    }
}
