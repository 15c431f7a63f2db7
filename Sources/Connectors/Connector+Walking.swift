package import Messages
import Scripts

extension Connector {
    /// Claims one of the target's objects for the dispatch, of those that are like it; nil when the store does not say.
    package typealias Adoption = @Sendable (_ references: [String], _ unlike: [String]) async -> Adopted?

    /// Says which of the target's objects look like the dispatch's by these values; nil when the store does not say.
    package typealias Likening = @Sendable (_ fields: JSON) async -> Resemblance?

    /// What came of asking a script until it was through.
    enum Ending: Sendable {
        case outcome(ConnectorOutcome)
        /// An object of the target, as `find` wants it.
        case found(reference: String)
        /// A page of the target's objects, as `list` wants it.
        case listing(Listing)
    }

    /// Asks the script, sends what it wants, and asks again with the answer, until it has come to an end.
    ///
    /// - Parameters:
    ///   - subject: what the script works on; it is shown it each time.
    ///   - adopt: claims an object that was there before; whose it is when it cannot be ours.
    ///   - liken: looks for objects that look like it.
    func walk(
        _ function: String, _ subject: JSON, since began: Instant, adopt: Adoption = { _, _ in nil },
        liken: Likening = { _ in nil }, recording steps: inout [ConnectorStep]
    ) async -> Ending {
        let (settings, limit) = (peer.destination.settings, steps.count + Self.stepLimit)
        var turn = await ask(function, [subject, settings])
        while true {
            switch turn {
            case .outcome(let outcome): return .outcome(outcome)
            case .found(let reference): return .found(reference: reference)
            case .listing(let listing): return .listing(listing)
            case .adopt(let references, let unlike, let state):
                guard let adopted = await adopt(references, unlike) else { return .outcome(Self.storeless) }
                turn = await ask("next", [state, adopted.answer, settings, subject])
            case .resemble(let fields, let state):
                guard let resemblance = await liken(fields) else { return .outcome(Self.storeless) }
                turn = await ask("next", [state, resemblance.answer, settings, subject])
            case .request(let request, let state):
                if let outcome = exhausted(limit - steps.count, since: began) { return .outcome(outcome) }
                let answer = await send(request, recording: &steps)
                if answer.fault == .interrupted {
                    return .outcome(.later(after: nil, reason: "отправка прервана остановкой", class: .interrupted))
                }
                turn = await ask("next", [state, answer.response, settings, subject])
            }
        }
    }

    private static let storeless = ConnectorOutcome.later(
        after: nil, reason: "хранилище не отвечает", class: .interrupted)

    /// Puts the target's objects in the place of what the fields only describe; ends with an outcome where one of them
    /// is not there, or nobody can say which.
    func fill(
        _ fields: JSON, since began: Instant, recording steps: inout [ConnectorStep]
    ) async -> Result<JSON, Unfilled> {
        var found: [FindQuery: String] = [:]
        for query in FindQuery.all(in: fields).sorted(by: { $0.name < $1.name }) {
            if let known = peer.found.reference(query, at: clock.now()) {
                found[query] = known
                continue
            }
            guard let type = revision.contracts[plugin.target]?.types[query.type] else {
                let reason = "типа «\(query.type)» нет в контракте \(plugin.target): find не знает его полей"
                let detail = "mappings/contracts/\(plugin.target)"
                return .failure(Unfilled(outcome: .refused(reason: reason, detail: detail, field: nil)))
            }
            let subject: JSON = .object([
                .init("type", .string(query.type)), .init("key", query.key), .init("name", .string(query.sentence)),
                .init("contract", ConnectorJob.describe(type)),
            ])
            switch await walk("find", subject, since: began, recording: &steps) {
            case .outcome(let outcome): return .failure(Unfilled(outcome: outcome))
            case .listing: return .failure(Unfilled(outcome: misplaced("listed", "list", not: "find")))
            case .found(let reference):
                peer.found.remember(reference, for: query, at: clock.now())
                found[query] = reference
            }
        }
        return .success(found.isEmpty ? fields : FindQuery.fill(fields, found))
    }

    /// Fields that could not be filled in, and what that means for the delivery.
    struct Unfilled: Error {
        let outcome: ConnectorOutcome
    }
}
