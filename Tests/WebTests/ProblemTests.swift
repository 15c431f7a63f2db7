import HTTPTypes
import HummingbirdTesting
import Messages
import NIOCore
import Storage
import Testing
import Web

@Suite struct ProblemTests {
    @Test("an unknown path is a problem document, for strangers too")
    func notFound() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let answer = try await client.get("/api/v1/nichts?a=1")
            #expect(answer.status == .notFound)
            #expect(try answer.code == "not_found")
            let json = try answer.json
            #expect(json["type"] == "/docs/problems#not_found")
            #expect(json["title"] == "Не найдено")
            #expect(json["status"] == 404)
            #expect(json["instance"] == "/api/v1/nichts")
            #expect(json["detail"]?.string?.isEmpty == false)
        }
    }

    @Test("a known path with another method is 405 with Allow")
    func methodNotAllowed() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let answer = try await client.execute(uri: "/api/v1/notes/x", method: .delete)
            #expect(answer.status == .methodNotAllowed)
            #expect(try answer.code == "method_not_allowed")
            #expect(answer["Allow"] == "GET, HEAD, POST")
        }
    }

    @Test("an unforeseen error says nothing of itself to the caller, and everything to the log")
    func unforeseen() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let answer = try await client.get("/api/v1/broken", as: postman.operator)
            #expect(answer.status == .internalServerError)
            #expect(try answer.code == "internal")
            #expect(!String(buffer: answer.body).contains("SELECT"))
        }
        let line = try #require(postman.lines("problem").first)
        #expect(line.level == "error")
        #expect(line.metadata["detail"]?.contains("SELECT password") == true)
    }

    @Test("faults, Retry-After and Location are in the answer")
    func particulars() throws {
        let problem = Problem(
            .inProgress, "Ещё выполняется.", faults: [.init(field: "data.Товары[2]", message: "пусто")],
            retryAfter: .milliseconds(1200), location: "/api/v1/messages/1")
        let identity = RequestIdentity(correlationID: "c", requestID: "r", traceID: nil)
        let reply = ProblemDocument(ProblemAnswer(problem), path: "/p", identity: identity).reply
        let headers = JSON.object(reply.headers)
        #expect(reply.status == 409)
        #expect(headers["Retry-After"] == "2")
        #expect(headers["Location"] == "/api/v1/messages/1")
        let json = try JSONReader.read(reply.body)
        #expect(json["errors"] == [["field": "data.Товары[2]", "message": "пусто"]])
    }

    @Test("a full or broken store is 503 with a time to wait")
    func store() {
        for fault in [StoreFault.overloaded(waiting: 5), .unavailable("disk full")] {
            let problem = ProblemAnswer(telling: fault).problem
            #expect(problem.code.status == 503)
            #expect(problem.retryAfter != nil)
            #expect(!problem.detail.contains("disk"))
        }
    }

    @Test("every code has a status of the 4xx or 5xx and a row in the documentation")
    func registry() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let page = String(buffer: try await client.get("/docs/problems").body)
            for code in ProblemCode.allCases {
                #expect((400..<600).contains(code.status))
                #expect(page.contains("id=\"\(code.rawValue)\""))
            }
        }
    }
}
