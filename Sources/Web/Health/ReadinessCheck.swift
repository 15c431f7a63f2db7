package import Logging
package import Messages

/// One thing that must be well before the postman takes messages: the store, the live revision.
package struct ReadinessCheck: Sendable {
    /// What a check found.
    package enum Finding: Sendable, Hashable {
        case well
        /// In English, for the operator; anybody may read it.
        case ill(String)
    }

    /// How long a check may take; longer is ill.
    package static let deadline = Span.seconds(2)

    package let name: String
    private let probe: @Sendable () async throws -> Finding

    /// - Parameter probe: must end soon after its task is cancelled; an error thrown is `ill`, and logged.
    package init(_ name: String, probe: @escaping @Sendable () async throws -> Finding) {
        self.name = name
        self.probe = probe
    }

    /// Asks, and waits no longer than the deadline.
    package func run(_ clock: WallClock, _ logger: Logger) async -> Finding {
        await withTaskGroup(of: Finding.self) { group in
            group.addTask { [name, probe] in
                do {
                    return try await probe()
                } catch {
                    logger.warning("readiness check failed", metadata: ["check": "\(name)", "error": "\(error)"])
                    return .ill("the check failed")
                }
            }
            group.addTask {
                try? await clock.sleep(Self.deadline)
                return .ill("no answer within \(Self.deadline.seconds) s")
            }
            defer { group.cancelAll() }
            return await group.next() ?? .well
        }
    }
}
