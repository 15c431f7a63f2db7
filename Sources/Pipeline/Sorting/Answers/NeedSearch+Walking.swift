package import Messages
package import Scripts

extension NeedSearch {
    /// Walks the paths to their ends; `fetch` brings what is stored of objects, level by level.
    package mutating func walk(
        _ fetch: @Sendable (Set<ObjectKey>) async throws -> [ObjectKey: Message]
    ) async throws -> [NeededObject] {
        var found: [NeededObject] = []
        while case let missing = missing(), !missing.isEmpty {
            let stored = try await fetch(missing)
            let brought = missing.map { NeededObject(key: $0, version: stored[$0].map(NeededObject.Version.init)) }
            bring(brought)
            found += brought
        }
        return found
    }
}

extension NeededObject.Version {
    fileprivate init(_ message: Message) {
        self.init(
            ordinal: message.ordinal, name: message.version, presentation: message.presentation, data: message.data)
    }
}
