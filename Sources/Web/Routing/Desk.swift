import HTTPTypes
import Hummingbird
import Messages
import Metrics
import Pipeline
import Storage

/// What every route needs: the gatekeeper, the clock, the counters.
package struct Desk: Sendable {
    let gatekeeper: Gatekeeper
    let clock: WallClock
    let metrics: any MetricsFactory
    let dates: HTTPDate

    func admit(_ request: Request, _ context: WebContext, roles: Set<Role>) async throws -> Caller {
        try await gatekeeper.admit(request, context, roles: roles, at: clock.now())
    }

    /// The request as its handler sees it.
    func call(_ request: Request, _ context: WebContext, _ caller: Caller, body: ReceivedBody) throws -> Call {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters {
            guard let text = PercentText.decoded(value) else {
                throw Problem(
                    .validationFormat, "Часть пути «\(value)» записана неверно: нужны %XX от байтов UTF-8.",
                    faults: [.init(field: String(name), message: "запишите значение как %XX от байтов UTF-8")])
            }
            parameters[String(name)] = text
        }
        return Call(
            caller: caller, identity: context.identity, now: clock.now(), parameters: parameters,
            query: try Query(request.uri.query), headers: request.headers, body: body, logger: context.logger)
    }

    /// What the caller is told of its claim: the reply, the first reply again, or a conflict.
    func answer(
        _ answer: CommitAnswer, to claim: IdempotencyClaim, _ print: Fingerprint, _ context: WebContext
    ) throws -> Response {
        switch answer {
        case .first(let reply, let moment):
            return reply.response([.date: dates.text(moment)])
        case .replayed(let stored):
            context.trail.note { $0.isReplay = true }
            count("pochtar_replayed_total", "caller", claim.caller)
            return stored.reply.response([
                .idempotentReplayed: "true", .correlationID: stored.correlationID, .date: dates.text(stored.createdAt),
            ])
        case .mismatch(let stored):
            count("pochtar_conflicts_total", "kind", "mismatch")
            throw mismatch(claim, print, stored)
        case .inProgress:
            count("pochtar_conflicts_total", "kind", "in_progress")
            throw Problem(
                .inProgress,
                "Запрос с ключом «\(claim.key)» ещё выполняется. Повторите его с тем же ключом и телом.",
                retryAfter: .seconds(1))
        }
    }

    private func mismatch(_ claim: IdempotencyClaim, _ print: Fingerprint, _ stored: StoredReply) -> Problem {
        let parts = print.differences(from: stored.fingerprint)
        let difference = parts.isEmpty ? "" : " (отличается: \(parts.joined(separator: ", ")))"
        let location = stored.reply.headers.first { $0.name.lowercased() == "location" }?.value.string
        return Problem(
            .duplicate,
            "Ключ «\(claim.key)» уже использован \(stored.createdAt.rfc3339) для другого запроса\(difference). "
                + "Для нового дела возьмите новый ключ; для повтора пришлите то же самое.",
            faults: parts.map { .init(field: $0, message: "не то же, что в первом запросе с этим ключом") },
            location: location)
    }

    private func count(_ metric: String, _ label: String, _ value: String) {
        metrics.makeCounter(label: metric, dimensions: [(label, value)]).increment(by: 1)
    }
}
