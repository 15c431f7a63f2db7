import Storage

/// One thing that is done to a simulated store and to real ones, with an answer that can be compared.
struct Act: Sendable {
    /// What it is, for whoever reads a failure.
    let name: String
    let simulate: @Sendable (inout SimulatedStore) -> String
    let perform: @Sendable (Session) throws -> String

    init(
        _ name: String, _ simulate: @escaping @Sendable (inout SimulatedStore) -> String,
        _ perform: @escaping @Sendable (Session) throws -> String
    ) {
        self.name = name
        self.simulate = simulate
        self.perform = perform
    }
}
