import Pipeline
import ServiceLifecycle

/// The walk as a service: on a graceful shutdown nothing new is begun, and what is in flight is seen to its end.
struct WalkService: Service, CustomStringConvertible {
    let postman: Postman
    let duties: Duties

    var description: String { "walk" }

    func run() async throws {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await postman.run(duties)
                return true
            }
            group.addTask {
                guard (try? await gracefulShutdown()) != nil else { return false }
                await postman.stop()
                return false
            }
            while let isEnd = await group.next(), !isEnd {}
            group.cancelAll()
        }
    }
}
