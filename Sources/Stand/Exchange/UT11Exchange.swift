package import AsyncHTTPClient
import Messages
import Synchronization

/// The exchange plan of the simulated УТ 11: it registers every object that is written, whoever wrote it, and sends it
/// to the postman. So what the postman writes comes back.
package final class UT11Exchange: Sendable {
    private let base: UT11Database
    private let postman: PostmanClient
    /// Up to which data version everything is sent.
    private let sentUpTo = Mutex<UInt64>(0)

    package init(base: UT11Database, client: HTTPClient = .shared) {
        self.base = base
        postman = PostmanClient(client: client)
    }

    /// Sends what was written since the last time, at most so many objects, oldest first; returns how many. What was
    /// not taken is sent again the next time, with everything behind it.
    package func export(to address: PostmanAddress, limit: Int = .max) async throws -> Int {
        var count = 0
        for object in base.written(after: sentUpTo.withLock { $0 }).prefix(limit) {
            guard let message = base.message(object) else { continue }
            let key = "ut11-\(object.reference)-\(object.dataVersion)"
            let answer = try await postman.post("/api/v1/messages", message, key: key, to: address)
            guard answer.status < 300 else {
                throw Problem(.internalError, "ответ \(answer.status): \(answer.json["detail"]?.string ?? "")")
            }
            sentUpTo.withLock { $0 = max($0, object.dataVersion) }
            count += 1
        }
        return count
    }
}
