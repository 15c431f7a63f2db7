import AsyncHTTPClient
import Foundation
import Messages
import NIOCore
import NIOHTTP1

/// Requests at a fixed rate, each sent at its time whether or not earlier ones were answered.
struct PacedRun {
    /// How long each answer took, from when its request was due.
    struct Latencies {
        var milliseconds: [Double] = []

        func milliseconds(percentile: Double) -> Double {
            let sorted = milliseconds.sorted()
            guard !sorted.isEmpty else { return .nan }
            return sorted[min(sorted.count - 1, Int(Double(sorted.count) * percentile))]
        }
    }

    let port: Int
    let rate: Int
    let seconds: Int

    /// New objects under new keys.
    func fresh() async throws -> Latencies {
        let series = Int.random(in: 1_000_000..<9_000_000)
        return try await run { SaleBody.id(series: series, $0) }
    }

    /// One and the same request again and again.
    func replayed() async throws -> Latencies {
        let id = SaleBody.id(series: Int.random(in: 1_000_000..<9_000_000), 1)
        try await send(id)
        return try await run { _ in id }
    }

    private func run(_ id: @escaping @Sendable (Int) -> String) async throws -> Latencies {
        let clock = ContinuousClock()
        let start = clock.now
        return try await withThrowingTaskGroup(of: Double.self) { group in
            for number in 0..<(rate * seconds) {
                let due = start + .nanoseconds(Int64(number) * 1_000_000_000 / Int64(rate))
                try await clock.sleep(until: due)
                group.addTask {
                    try await send(id(number))
                    let took = clock.now - due
                    return Double(took.components.seconds) * 1000 + Double(took.components.attoseconds) / 1e15
                }
            }
            return try await group.reduce(into: Latencies()) { $0.milliseconds.append($1) }
        }
    }

    private func send(_ id: String) async throws {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/api/v1/messages")
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Basic ZGV2OmRldg==")
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Idempotency-Key", value: id)
        request.body = .bytes(Array(SaleBody.message(id: id).utf8))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        _ = try await response.body.collect(upTo: 1 << 16)
        guard response.status == .accepted else {
            throw BenchFault("an accept was answered with \(response.status.code)")
        }
    }
}
