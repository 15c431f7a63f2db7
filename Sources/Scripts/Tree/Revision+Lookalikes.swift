import Messages

extension Revision {
    /// By which fields an object of a target may look like ours: the groups of `match` that hold a text, by target and
    /// the target's type. Of targets whose connector cannot list what is there, none.
    static func lookalikeGroups(
        _ mappings: [Mapping], _ plugins: [String: Plugin], _ contracts: [String: Contract], except: Set<String>
    ) -> [String: [String: [[String]]]] {
        let listable = Set(plugins.values.filter { $0.kind == .connector && $0.canList }.map(\.target))
        var groups: [String: [String: [[String]]]] = [:]
        for mapping in mappings where listable.contains(mapping.target) {
            for slot in mapping.slots {
                guard let type = contracts[mapping.target]?.types[slot.type], !except.contains(slot.type) else {
                    continue
                }
                var known = groups[mapping.target]?[slot.type] ?? []
                for group in mapping.match[slot.name] ?? [] where group.contains(where: { type.fields[$0].isText }) {
                    if !known.contains(group) { known.append(group) }
                }
                guard !known.isEmpty else { continue }
                groups[mapping.target, default: [:]][slot.type] = known.sorted { $0.lexicographicallyPrecedes($1) }
            }
        }
        return groups
    }

    /// Which fields of a target's type tell its objects apart, whatever mapping says so, in order.
    package func distinctFields(of type: String, in target: String) -> [String] {
        let told = mappings.lazy.filter { $0.target == target }.flatMap { mapping in
            mapping.slots.filter { $0.type == type }.flatMap { mapping.distinct[$0.name] ?? [] }
        }
        return Set(told).sorted()
    }
}

extension Field? {
    fileprivate var isText: Bool {
        if case .string = self?.kind { true } else { false }
    }
}
