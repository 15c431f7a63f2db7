import Messages

extension MappingInput {
    /// The same with everything that the mapping's `needs` lead to: what was not brought counts as not come yet.
    func completed(for mapping: Mapping, _ contracts: [String: Contract]) -> MappingInput {
        guard !mapping.needs.isEmpty else { return self }
        let brought = Dictionary(needed.map { ($0.key, $0) }) { first, _ in first }
        var search = NeedSearch(mapping, data: data, contracts: contracts)
        var found: [NeededObject] = []
        while case let missing = search.missing(), !missing.isEmpty {
            let objects = missing.map { brought[$0] ?? NeededObject(key: $0, version: nil) }
            search.bring(objects)
            found += objects
        }
        return MappingInput(
            key: key, operation: operation, presentation: presentation, data: data, needed: found)
    }
}
