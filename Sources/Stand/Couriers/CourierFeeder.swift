import AsyncHTTPClient
import Foundation
import Messages

/// Couriers at work: asks the postman about each step of a month and counts what it says.
struct CourierFeeder: Sendable {
    let client: HTTPClient

    /// Asks about every step, a day after the other; returns how many steps there were, what was decided of them, and
    /// how many got no answer.
    func run(_ month: CourierMonth, to address: PostmanAddress, inFlight: Int) async -> JSON {
        var counts: [String: Int] = [:]
        var (steps, failed) = (0, 0)
        for day in 0..<month.days {
            let facts = month.steps(ofDay: day)
            steps += facts.count
            for outcome in await ask(facts, address, inFlight) {
                if let outcome { counts[outcome, default: 0] += 1 } else { failed += 1 }
            }
        }
        let decided = counts.sorted { $0.key < $1.key }.map { JSON.Member($0.key, JSON($0.value)) }
        return ["steps": JSON(steps), "failed": JSON(failed), "outcomes": .object(decided)]
    }

    private func ask(_ facts: [JSON], _ address: PostmanAddress, _ inFlight: Int) async -> [String?] {
        let postman = PostmanClient(client: client)
        return await withTaskGroup(of: String?.self) { group in
            var outcomes: [String?] = []
            for (index, step) in facts.enumerated() {
                if index >= inFlight, let outcome = await group.next() { outcomes.append(outcome) }
                group.addTask {
                    let answer = try? await postman.post(
                        "/api/v1/decisions", step, key: UUID().uuidString, to: address)
                    return answer?.json["outcome"]?.string
                }
            }
            for await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
    }
}
