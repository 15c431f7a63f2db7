import HTTPTypes
import HummingbirdTesting
import Messages
import Testing
import Web

@Suite struct IdentityTests {
    @Test("both ids are made when the caller sends none, and returned with the revision")
    func generated() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let answer = try await client.get("/health/live")
            let correlation = try #require(answer["X-Correlation-Id"])
            let request = try #require(answer["X-Request-Id"])
            #expect(correlation.count == 36 && request.count == 36 && correlation != request)
            #expect(correlation.dropFirst(14).first == "7")
            #expect(answer["Pochtar-Revision"] == TestPostman.revision.text)
        }
    }

    @Test("the caller's ids come back and stand in the log")
    func accepted() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let answer = try await client.get(
                "/nowhere", [.correlationID: "cause-1", .requestID: "try-2"])
            #expect(answer["X-Correlation-Id"] == "cause-1")
            #expect(answer["X-Request-Id"] == "try-2")
            #expect(try answer.json["correlation_id"] == "cause-1")
            #expect(try answer.json["request_id"] == "try-2")
        }
        let line = try #require(postman.requestLines.first)
        #expect(line.metadata["correlation_id"] == "cause-1")
        #expect(line.metadata["request_id"] == "try-2")
    }

    @Test("the trace of traceparent is the correlation id when no other is given")
    func trace() {
        let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let now = Instant(milliseconds: 0)
        #expect(RequestIdentity([.traceParent: parent], at: now).correlationID == "4bf92f3577b34da6a3ce929d0e0e4736")
        let both = RequestIdentity([.traceParent: parent, .correlationID: "c"], at: now)
        #expect(both.correlationID == "c" && both.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
    }

    @Test(
        "an id that is too long, not printable or an impossible trace is replaced",
        arguments: [
            [HTTPField.Name.correlationID: String(repeating: "a", count: 129)], [.correlationID: "два"],
            [.correlationID: "a b"], [.traceParent: "00-00000000000000000000000000000000-00f067aa0ba902b7-01"],
            [.traceParent: "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"], [.traceParent: "00-4bf9"],
        ])
    func replaced(headers: [HTTPField.Name: String]) {
        var fields = HTTPFields()
        for (name, value) in headers { fields[name] = value }
        let identity = RequestIdentity(fields, at: Instant(milliseconds: 0))
        #expect(identity.correlationID.count == 36 && identity.correlationID.contains("-7"))
        #expect(identity.traceID == nil)
    }
}
