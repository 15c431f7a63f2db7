import Foundation

/// Looks at a postman's metrics: how much is on its way, and how much was confirmed since the watch began.
struct WalkWatch {
    private static let patience = Duration.seconds(60)

    private let caller: Caller
    private let before: Int

    init(_ office: ProductServer) throws {
        caller = try Caller(port: office.port)
        before = try Self.confirmed(Self.metrics(caller))
    }

    /// Returns once nothing is on its way any more: how much was confirmed.
    func untilNothingWaits() async throws -> Int {
        var (last, moved) = (-1, ContinuousClock.now)
        while true {
            let lines = try Self.metrics(caller)
            let depth = Self.sum(lines) { $0.hasPrefix("pochtar_queue_depth{") }
            if depth == 0 { return Self.confirmed(lines) - before }
            if depth != last { (last, moved) = (depth, .now) }
            guard ContinuousClock.now < moved + Self.patience else {
                let waiting = lines.filter { $0.hasPrefix("pochtar_queue_depth{") && !$0.hasSuffix(" 0") }
                throw BenchFault("the walk stands still: \(waiting.joined(separator: "; "))")
            }
            // A look costs the server several milliseconds.
            try await Task.sleep(for: .milliseconds(150))
        }
    }

    private static func metrics(_ caller: Caller) throws -> [Substring] {
        let answer = try caller.get("/metrics")
        guard answer.status == 200 else { throw BenchFault("metrics were answered with \(answer.status)") }
        return String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
    }

    private static func confirmed(_ lines: [Substring]) -> Int {
        sum(lines) { $0.hasPrefix("pochtar_attempts_total{") && $0.contains("outcome=\"confirmed\"") }
    }

    private static func sum(_ lines: [Substring], _ isWanted: (Substring) -> Bool) -> Int {
        lines.filter(isWanted).reduce(0) { sum, line in
            sum + Int(line.split(separator: " ").last.flatMap { Double($0) } ?? 0)
        }
    }
}
