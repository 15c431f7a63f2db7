import Foundation
import Messages
import Stand
import Synchronization

/// УТ 10.3 in the hands of a test: takes objects of a believable base, gives their versions out in order, and sends
/// each as 1С would.
final class Source1C: Sendable {
    let base: Source103
    private let caller: Caller
    /// The clock of 10.3: each version is changed a second after the last.
    private let moments = Mutex(FeedPlan.start)

    /// - Parameter caller: the postman, with the credentials that 1С has.
    init(_ caller: Caller, seed: UInt32, count: Int = 40) {
        self.caller = caller
        base = Source103(seed: seed, count: count)
    }

    /// The next version of an object.
    func letter(
        _ object: Object103, version: Int = 1, operation: Messages.Operation = .upsert,
        changing change: (inout [JSON.Member]) -> Void = { _ in }
    ) -> FeedMessage {
        let moment = moments.withLock { moment in
            moment = moment + .seconds(1)
            return moment
        }
        var data = base.data(object, version: version).members ?? []
        change(&data)
        return FeedMessage(object, version: version, operation: operation, changedAt: moment, data: .object(data))
    }

    /// Sends a message under a key; throws when no answer comes.
    func send(_ letter: FeedMessage, key: String = UUID().uuidString) async throws -> Answer {
        try await caller.post("/api/v1/messages", letter.body, key: key)
    }

    /// Sends a message as often as it takes, under one key, until it is acknowledged.
    func insist(_ letter: FeedMessage, key: String) async throws -> Answer {
        try await Patience.until("\(letter.witness.text) is acknowledged") {
            let answer = try await send(letter, key: key)
            return answer.status == 202 ? answer : nil
        }
    }

    /// Sends messages one after another, and expects 202 of each.
    func deliver(_ letters: [FeedMessage]) async throws {
        for letter in letters {
            let answer = try await send(letter)
            guard answer.status == 202 else { throw Problem(.internalError, "\(answer)") }
        }
    }

    /// Everything that an object leans on, what comes first standing first.
    func ground(of object: Object103) -> [Object103] {
        var found: [Object103] = []
        for serial in object.needs {
            let need = base.objects[serial - 1]
            for deeper in ground(of: need) + [need] where !found.contains(deeper) { found.append(deeper) }
        }
        return found
    }
}

extension Source1C {
    /// The posted sale of the base that leans on the fewest objects.
    func shortPostedSale() throws -> Object103 {
        let posted = base.of(.sale).filter { base.data($0, version: 1)["Проведен"] == true }
        guard let sale = posted.min(by: { $0.needs.count < $1.needs.count }) else {
            throw Problem(.notFound, "no posted sale in the base of seed \(base.seed)")
        }
        return sale
    }
}
