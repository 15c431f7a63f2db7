import HTTPTypes
import Messages
import Stand
import Testing

@Suite("УТ 11 fails on demand")
struct FaultTests {
    private let partners = "Catalog_Партнеры"
    private let body: JSON = ["Ref_Key": "00000000-0000-4000-8000-000000000001", "Description": "П"]

    @Test("reset_after_commit has its effect and no answer; reset_before has neither")
    func resets() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            stand.faults.replace([Fault(.resetBefore)])
            await #expect(throws: (any Error).self) { _ = try await ut11.call(.post, partners, body) }
            #expect(stand.base.effectCount == 0)
            stand.faults.replace([Fault(.resetAfterCommit, match: FaultMatch(times: 1))])
            await #expect(throws: (any Error).self) { _ = try await ut11.call(.post, partners, body) }
            #expect(stand.base.effectCount == 1)
            let again = try await ut11.call(.post, partners, body)
            #expect(again.code == "15")
        }
    }

    @Test("a fault strikes the nth matching request so many times, by method and path")
    func match() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            let posted = try await ut11.control(
                .post, "/stand/faults",
                [
                    [
                        "kind": "status", "status": 429, "retry_after": 5,
                        "match": ["method": "GET", "path_contains": "Партнеры", "nth": 2, "times": 1],
                    ]
                ])
            #expect(posted.status == 200)
            let statuses = try await [
                ut11.call(.get, "Catalog_Склады"), ut11.call(.get, partners), ut11.call(.get, partners),
                ut11.call(.get, partners),
            ]
            #expect(statuses.map(\.status) == [200, 200, 429, 200])
            #expect(statuses[2].headers[.retryAfter] == "5")
            #expect(try await ut11.control(.get, "/stand/faults")["faults"]?.array?.first?["struck"] == 1)
        }
    }

    @Test("html200 is a page, garbage is cut-off JSON after the effect, slow is whole in the end")
    func strangeAnswers() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            let furniture = try await ut11.call(.get, partners)["value"]?.array?.count ?? 0
            stand.faults.replace([Fault(.html200)])
            let page = try await ut11.call(.get, partners)
            #expect(page.status == 200 && page.text.contains("<html"))
            stand.faults.replace([Fault(.garbage)])
            let garbage = try await ut11.call(.post, partners, body)
            #expect(garbage.status == 201 && garbage.json == .null && !garbage.text.isEmpty)
            #expect(stand.base.effectCount == 1)
            stand.faults.replace([Fault(.slow, delay: .milliseconds(1)), Fault(.delay, delay: .milliseconds(1))])
            let slow = try await ut11.call(.get, partners)
            #expect(slow["value"]?.array?.count == furniture + 1)
        }
    }

    @Test("down refuses everything until the faults are cleared")
    func down() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            _ = try await ut11.control(.post, "/stand/faults", [["down": true]])
            for _ in 1...3 {
                await #expect(throws: (any Error).self) { _ = try await ut11.call(.get, partners) }
            }
            _ = try await ut11.control(.delete, "/stand/faults")
            #expect(try await ut11.call(.get, partners).status == 200)
        }
    }

    @Test("a held answer waits for its release with the effect done; held before, the effect waits too, or never is")
    func holding() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            stand.faults.replace([Fault(.hold, match: FaultMatch(method: "POST", times: 1))])
            async let held = ut11.call(.post, partners, body)
            try await stand.faults.untilHeld()
            #expect(stand.base.effectCount == 1)
            #expect(try await ut11.control(.post, "/stand/release")["released"] == 1)
            let answered = try await held
            #expect(answered.status == 201)

            stand.faults.replace([Fault(.hold, match: FaultMatch(method: "PATCH", times: 2), when: .before)])
            let path = "\(partners)(guid'00000000-0000-4000-8000-000000000001')"
            async let dropped = ut11.call(.patch, path, ["Description": "Другой"])
            #expect(try await ut11.control(.get, "/stand/held?at_least=1&wait_ms=20000")["held"] == 1)
            #expect(stand.base.effectCount == 1)
            stand.faults.release(.drop)
            let answer = try? await dropped
            #expect(answer == nil)
            #expect(stand.base.effectCount == 1)

            async let late = ut11.call(.patch, path, ["Description": "Другой"])
            try await stand.faults.untilHeld()
            stand.faults.release()
            let patched = try await late
            #expect(patched.status == 200)
            #expect(stand.base.effectCount == 2)
        }
    }

    @Test("a list with a typo is refused, and the faults in force stay")
    func typo() async throws {
        let stand = UT11Caller.stand()
        try await UT11Caller.with(stand) { ut11 in
            stand.faults.replace([Fault(.html200)])
            let kind = try await ut11.control(.post, "/stand/faults", [["kind": "explode"]])
            #expect(kind.status == 400 && kind.text.contains("explode"))
            let field = try await ut11.control(.post, "/stand/faults", [["kind": "hold", "mach": [:]]])
            #expect(field.status == 400 && field.text.contains("mach"))
            #expect(stand.faults.faults.map(\.fault) == [Fault(.html200)])
        }
    }
}
