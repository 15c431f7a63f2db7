import Cluster
import Foundation
import Messages
import Storage

/// The product's tables in a database of their own, filled by SQL: messages in plenty, and an inbox that is emptied and
/// filled again from them.
struct InboxTables {
    let cluster: PostgresCluster
    let database: String
    let store: Store

    /// Makes the database and its messages.
    init(_ setting: Setting, in cluster: PostgresCluster, messages: Int) async throws {
        self.cluster = cluster
        database = "inbox"
        try await cluster.createDatabase(database)
        store = try Store(.postgres(cluster.socketDSN(database: database)))
        let message = try JSONReader.read(setting.body.message(id: SaleBody.id(series: 0, 0)).utf8)
        guard let data = message["data"]?.text else { throw BenchFault("the sale has no data") }
        try await execute(.messages, ["count": "\(messages)", "data": data])
    }

    /// Leaves nothing in the inbox, not even what is done.
    func empty() async throws {
        try await execute(.empty)
    }

    /// Puts messages into the inbox by their numbers, from 1.
    func fill(_ numbers: ClosedRange<Int>) async throws {
        try await execute(.inbox, ["first": "\(numbers.lowerBound)", "last": "\(numbers.upperBound)"])
    }

    /// How many messages wait.
    func depth() async throws -> Int {
        let answer = try await cluster.query(Attachment.depth.text, database: database)
        guard let count = answer.first?.first.flatMap({ Int($0) }) else { throw BenchFault("no depth: \(answer)") }
        return count
    }

    func close() {
        try? store.close()
    }

    /// Runs one of the files in the database.
    func execute(_ script: Attachment, _ values: [String: String] = [:]) async throws {
        try await cluster.execute(script.text(values), database: database)
    }
}
