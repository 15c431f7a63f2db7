import Connectors
import Messages
import Stand
import Testing

@Suite("УТ 11 in trouble")
struct FailureTests {
    /// What one partner's delivery comes to under a fault.
    private func outcome(
        under fault: Fault, timeout: Span = .seconds(60)
    ) async throws -> (first: ConnectorOutcome, second: ConnectorOutcome, objects: Int) {
        var result: (ConnectorOutcome, ConnectorOutcome, Int)?
        try await LoopbackUT11.serving(timeout: timeout) { ut11 in
            ut11.stand.faults.replace([fault])
            let first = await ut11.connector.deliver(try ut11.partnerJob()).outcome
            ut11.stand.faults.clear()
            let second = await ut11.connector.deliver(try ut11.partnerJob(attempt: 2)).outcome
            result = (first, second, ut11.objects("Catalog_Партнеры").count)
        }
        return try #require(result)
    }

    private let confirmed = ConnectorOutcome.confirmed(reference: LoopbackUT11.partner, posted: false, note: nil)

    @Test("a login page with 200 pauses, and is never taken for an answer")
    func loginPage() async throws {
        // When
        let outcome = try await outcome(under: Fault(.html200))
        // Then
        #expect(outcome.first == .paused(reason: "УТ 11 ответила страницей; похоже на страницу входа (200)"))
        #expect(outcome.second == confirmed)
    }

    @Test("an answer that breaks off after the effect pauses, and the repeat makes no second object")
    func garbage() async throws {
        // When
        let outcome = try await outcome(under: Fault(.garbage, match: FaultMatch(method: "POST")))
        // Then
        #expect(outcome.first == .paused(reason: "УТ 11 ответила не в JSON (201)"))
        #expect(outcome.second == confirmed)
        #expect(outcome.objects == 1)
    }

    @Test("429 waits as long as УТ 11 asks")
    func overload() async throws {
        // When
        let outcome = try await outcome(under: Fault(.status, status: 429, retryAfter: 7))
        // Then
        let waits = ConnectorOutcome.later(
            after: .seconds(7), reason: "УТ 11 просит подождать (429)", class: .overload)
        #expect(outcome.first == waits)
        #expect(outcome.second == confirmed)
    }

    @Test("a bare 503 is a trouble of the server, and is tried again")
    func unavailable() async throws {
        // When
        let outcome = try await outcome(under: Fault(.status, status: 503))
        // Then
        #expect(outcome.first == .later(after: nil, reason: "УТ 11 ответила 503", class: .server))
        #expect(outcome.second == confirmed)
    }

    @Test("no connection is a trouble of the network")
    func down() async throws {
        // When
        let outcome = try await outcome(under: .down)
        // Then
        #expect(outcome.first == .later(after: nil, reason: "соединение с УТ 11 оборвалось", class: .network))
        #expect(outcome.second == confirmed)
    }

    @Test("an answer that does not come in time is a timeout")
    func timeout() async throws {
        // When
        let slow = Fault(.delay, match: FaultMatch(method: "PATCH", times: 1), delay: .seconds(30))
        let outcome = try await outcome(under: slow, timeout: .seconds(5))
        // Then
        #expect(outcome.first == .later(after: nil, reason: "УТ 11 не ответила вовремя", class: .timeout))
        #expect(outcome.second == confirmed)
    }

    @Test("a wrong password pauses, as 401 or as a login page with 200", arguments: [false, true])
    func wrongPassword(answersLoginPage: Bool) async throws {
        try await LoopbackUT11.serving(answersLoginPage: answersLoginPage, password: "не тот") { ut11 in
            // When
            let report = await ut11.connector.deliver(try ut11.partnerJob())
            let probe = await ut11.connector.probe()
            // Then
            guard case .paused(let reason) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(probe == .down(reason: reason))
            #expect(ut11.stand.base.effectCount == 0)
        }
    }

    @Test("a type that УТ 11 does not publish is refused, not retried")
    func unpublished() async throws {
        let empty: (Contract) -> Contract = { Contract(system: $0.system, types: [:]) }
        try await LoopbackUT11.serving(reshape: empty) { ut11 in
            // When
            let report = await ut11.connector.deliver(try ut11.partnerJob())
            // Then
            guard case .refused(let reason, let detail, _) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(reason == "УТ 11 отказала: Тип сущности \"Catalog_Партнеры\" не найден")
            #expect(detail == "HTTP 404, код 8")
        }
    }

    @Test("the probe tells a УТ 11 that answers from one that does not")
    func probes() async throws {
        try await LoopbackUT11.serving { ut11 in
            // When
            let up = await ut11.connector.probe()
            ut11.stand.faults.replace([.down])
            let down = await ut11.connector.probe()
            // Then
            #expect(up == .up)
            #expect(down == .down(reason: "соединение с УТ 11 оборвалось"))
        }
    }
}
