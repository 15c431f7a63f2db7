package import Foundation

/// Where a store keeps its data.
package enum StoreLocation: Sendable {
    /// A SQLite file; its folder is created when it is missing. One process has it to itself.
    case file(URL)
    /// In memory, gone with the store: for tests and for trying things out.
    case memory
    /// A PostgreSQL server, for any number of nodes: what libpq understands, `postgres://…` or `host=… dbname=…`;
    /// several hosts may be named. Leases are counted by `leases`.
    case postgres(String, leases: LeaseClock = .database)
}

/// By whose clock a lease begins and ends.
package enum LeaseClock: Sendable {
    /// The database's: several nodes share it, and theirs may differ.
    case database
    /// The caller's own: there is one node, or its time is not the world's.
    case caller
}
