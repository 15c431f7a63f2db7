import Cluster
import Foundation
import Messages
import Testing

@testable import Storage

@Suite("Nodes that start at the same moment")
struct StartTests {
    @Test("on an empty database all of them come up, and the schema is there once")
    func empty() async throws {
        let location = StoreLocation.postgres(try await ProcessCluster.database())
        let stores = try await withThrowingTaskGroup(of: Store.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    // Opening waits for others in its thread.
                    try await withCheckedThrowingContinuation { continuation in
                        Thread { continuation.resume(with: Result { try Store(location) }) }.start()
                    }
                }
            }
            return try await group.reduce(into: [Store]()) { $0.append($1) }
        }
        #expect(stores.count == 6)
        for store in stores {
            let steps = try await store.read { try $0.rows("SELECT number FROM schema_step").map { $0.int("number") } }
            #expect(steps == Migration.all.map(\.number))
        }
        let fixture = StoreFixture(stores[0])
        let arrival = fixture.arrival(version: "1")
        _ = try await stores[1].transaction { try $0.accept(arrival) }
        #expect(try await stores[5].read { try $0.message(arrival.id)?.data } == arrival.data)
    }
}
