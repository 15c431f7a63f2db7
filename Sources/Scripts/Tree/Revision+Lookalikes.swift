import Messages

extension Revision {
    /// By which fields an object of a target may look like ours: the groups of `match` that hold a text, by the
    /// target's type. Of targets whose connector cannot list what is there, none.
    package func lookalikeGroups(in target: String) -> [String: [[String]]] {
        guard connector(for: target)?.canList == true, let contract = contracts[target] else { return [:] }
        var groups: [String: [[String]]] = [:]
        for mapping in mappings where mapping.target == target {
            for slot in mapping.slots {
                guard let type = contract.types[slot.type], !lookalikes.except.contains(slot.type) else { continue }
                for group in mapping.match[slot.name] ?? [] where group.contains(where: { type.fields[$0].isText }) {
                    if !groups[slot.type, default: []].contains(group) { groups[slot.type, default: []].append(group) }
                }
            }
        }
        return groups.mapValues { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    }
}

extension Field? {
    fileprivate var isText: Bool {
        if case .string = self?.kind { true } else { false }
    }
}
