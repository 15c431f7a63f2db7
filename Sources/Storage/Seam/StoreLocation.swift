package import Foundation

/// Where a store keeps its data.
package enum StoreLocation: Sendable {
    /// A SQLite file; its folder is created when it is missing.
    case file(URL)
    /// In memory, gone with the store: for tests and for trying things out.
    case memory
}
