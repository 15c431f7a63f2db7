import Foundation

/// Callers at work side by side, each on a thread of its own with a connection of its own.
struct CallerTeam {
    let port: Int
    let body: SaleBody
    var size = 32

    /// Hands in messages at a fixed rate, each at its time; returns how long each answer took in milliseconds from when
    /// its request was due, so that a server that falls behind is charged for it.
    func paced(rate: Int, seconds: Int, id: @escaping @Sendable (Int) -> String) async throws -> [Double] {
        let start = Self.now() + 0.05
        return try await work(count: rate * seconds) { caller, number in
            let due = start + Double(number) / Double(rate)
            Self.sleep(until: due)
            try caller.handIn(body, id(number))
            return (Self.now() - due) * 1000
        }
    }

    /// Hands in messages as fast as they are taken.
    func all(count: Int, id: @escaping @Sendable (Int) -> String) async throws {
        _ = try await work(count: count) { caller, number in
            try caller.handIn(body, id(number))
            return 0
        }
    }

    private func work(
        count: Int, _ step: @escaping @Sendable (Caller, Int) throws -> Double
    ) async throws -> [Double] {
        try await withThrowingTaskGroup(of: [Double].self) { group in
            for member in 0..<size {
                group.addTask {
                    try await Self.onThread {
                        let caller = try Caller(port: port)
                        return try stride(from: member, to: count, by: size).map { try step(caller, $0) }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static func onThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try body() }) }.start()
        }
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func sleep(until moment: Double) {
        var time = timespec(tv_sec: Int(moment), tv_nsec: Int((moment - moment.rounded(.down)) * 1e9))
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
    }
}

extension Caller {
    fileprivate func handIn(_ body: SaleBody, _ id: String) throws {
        let answer = try post(body.message(id: id), key: id)
        guard answer.status == 202 else { throw BenchFault("an accept was answered with \(answer.status)") }
    }
}
