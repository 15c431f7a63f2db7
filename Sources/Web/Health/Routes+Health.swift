import Hummingbird
import Logging
import Messages

extension Routes {
    /// `/health/live`: the process answers. `/health/ready`: every check is well, else 503 with their names.
    /// `/metrics`: the registry.
    func health(_ checks: [ReadinessCheck], _ registry: PrometheusRegistry) {
        let clock = desk.clock
        open(.get, "/health/live") { _, _ in
            Reply(status: 200, json: ["status": "live"])
        }
        open(.get, "/health/ready") { _, context in
            await Self.readiness(checks, clock, context.logger)
        }
        open(.get, "/metrics") { _, _ in
            .text(await registry.text(), type: PrometheusRegistry.contentType)
        }
    }

    private static func readiness(_ checks: [ReadinessCheck], _ clock: WallClock, _ logger: Logger) async -> Reply {
        let findings = await withTaskGroup(of: (Int, ReadinessCheck.Finding).self) { group in
            for (index, check) in checks.enumerated() {
                group.addTask { (index, await check.run(clock, logger)) }
            }
            return await group.reduce(into: [Int: ReadinessCheck.Finding]()) { $0[$1.0] = $1.1 }
        }
        let isReady = findings.values.allSatisfy { $0 == .well }
        let list = checks.enumerated().map { index, check -> JSON in
            guard case .ill(let reason) = findings[index] else {
                return .object([.init("name", .string(check.name)), .init("status", "well")])
            }
            return .object([
                .init("name", .string(check.name)), .init("status", "ill"), .init("reason", .string(reason)),
            ])
        }
        return Reply(
            status: isReady ? 200 : 503, headers: [.init("Cache-Control", "no-store")],
            json: .object([.init("status", .string(isReady ? "ready" : "not_ready")), .init("checks", .array(list))]))
    }
}
