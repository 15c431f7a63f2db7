package import AsyncHTTPClient
package import Messages
import Synchronization

/// The scheduled job of the simulated 10.3: it comes for what is for it, writes the objects into its own base, and
/// sends out what it has written, as its exchange plan does with every object.
package final class Puller103: Sendable {
    private struct State {
        var progress = PullProgress()
        /// The last page's cursor; it is remembered with what stood on the page.
        var cursor: String?
        /// What it wrote, by object.
        var objects: [ObjectKey: JSON] = [:]
        var version = 0
    }

    private static let limit = 500

    private let postman: PostmanClient
    private let clock: WallClock
    private let state = Mutex(State())

    package init(clock: WallClock = .system, client: HTTPClient = .shared) {
        self.clock = clock
        postman = PostmanClient(client: client)
    }

    /// What it has come for so far.
    package var progress: PullProgress { state.withLock { $0.progress } }

    /// What it wrote into an object; nil when it wrote nothing.
    package func object(_ key: ObjectKey) -> JSON? { state.withLock { $0.objects[key] } }

    /// One run of the job: page after page, until nothing is left. What fails is tried at the next run.
    package func pull(from address: PostmanAddress) async {
        do {
            while !Task.isCancelled, try await page(from: address) {}
            // The cursor of the last page acknowledges it.
            state.withLock { $0.progress.lastFailure = nil }
        } catch {
            state.withLock { $0.progress.lastFailure = "\(error)" }
        }
    }

    /// Takes one page; false when there was nothing on it.
    private func page(from address: PostmanAddress) async throws -> Bool {
        let since = state.withLock { $0.cursor }.map { "&since=" + $0 } ?? ""
        let answer = try await postman.get("/api/v1/changes?system=ut103&limit=\(Self.limit)\(since)", of: address)
        guard answer.status == 200, let items = answer.json["items"]?.array else {
            throw Problem(.internalError, "ответ \(answer.status): \(answer.json["detail"]?.string ?? "")")
        }
        var written: [JSON] = []
        state.withLock { state in
            for item in items { Self.take(item, &state, &written) }
            state.cursor = answer.json["next"]?.string ?? state.cursor
            if !items.isEmpty { state.progress.pages += 1 }
        }
        for message in written { try await export(message, to: address) }
        return !items.isEmpty
    }

    private static func take(_ item: JSON, _ state: inout State, _ written: inout [JSON]) {
        guard item["kind"] == "object", let type = item["type"]?.string, let id = item["id"]?.string else {
            state.progress.confirmations[item["outcome"]?.string ?? "?", default: 0] += 1
            return
        }
        let key = ObjectKey(system: "ut103", type: type, id: id)
        state.objects[key] = item["data"] ?? .object([])
        state.version += 1
        state.progress.applied += 1
        written.append([
            "source": "ut103", "type": .string(type), "id": .string(id), "version": .string("ut11-\(state.version)"),
            "operation": item["operation"] ?? "upsert", "presentation": item["presentation"] ?? .null,
            "data": item["data"] ?? .object([]),
        ])
    }

    private func export(_ message: JSON, to address: PostmanAddress) async throws {
        let now = clock.now()
        let dated = JSON.object((message.members ?? []) + [.init("changed_at", .string(now.rfc3339))])
        let key = "\(message["id"]?.string ?? "")-\(message["version"]?.string ?? "")"
        let answer = try await postman.post("/api/v1/messages", dated, key: key, to: address)
        guard answer.status < 300 else {
            throw Problem(.internalError, "ответ \(answer.status): \(answer.json["detail"]?.string ?? "")")
        }
        state.withLock { $0.progress.exported += 1 }
    }
}
