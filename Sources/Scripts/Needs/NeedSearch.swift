package import Messages

/// Finds which objects a mapping's `needs` lead to from one message. A pure function: whoever has the store brings what
/// it names, and asks again, because a path may lead on through what was brought.
package struct NeedSearch: Sendable {
    /// How many objects one message may lead to: a price list names a unit of each item.
    package static let mostObjects = 20_000

    private let system: String
    private let root: JSON
    private let mapping: Mapping
    private let contract: Contract?
    private var known: [ObjectKey: JSON?] = [:]

    /// - Parameter data: the message's attributes as JSON text, which intake has read already.
    package init(_ mapping: Mapping, data: some Collection<UInt8>, contracts: [String: Contract]) {
        system = mapping.system
        self.mapping = mapping
        contract = contracts[mapping.system]
        root = (try? JSONReader.read(data)) ?? .object([])
    }

    /// Takes in what the store has of objects that were asked for.
    package mutating func bring(_ objects: [NeededObject]) {
        for object in objects {
            known.updateValue(object.version.flatMap { try? JSONReader.read($0.data.utf8) }, forKey: object.key)
        }
    }

    /// The objects that are still to be brought; empty when the paths have been walked to their ends.
    package func missing() -> Set<ObjectKey> {
        var found: Set<ObjectKey> = []
        for path in mapping.needs { walk(root, mapping.type, path.names[...], &found) }
        return found
    }

    private func walk(_ object: JSON, _ type: String, _ names: ArraySlice<String>, _ found: inout Set<ObjectKey>) {
        guard names.count > 1, let name = names.first, let value = object[name] else { return }
        let described = contract?.types[type]
        if let rows = value.array {
            let columns = described?.tables[name] ?? [:]
            guard let column = names.dropFirst().first else { return }
            for row in rows {
                guard let cell = row[column] else { continue }
                follow(cell, columns[column], names.dropFirst(2), &found)
            }
        } else {
            follow(value, described?.fields[name], names.dropFirst(), &found)
        }
    }

    /// Goes on behind a reference, when there is something to read there.
    private func follow(
        _ value: JSON, _ field: Field?, _ names: ArraySlice<String>, _ found: inout Set<ObjectKey>
    ) {
        guard !names.isEmpty, let key = key(of: value, field), found.count + known.count < Self.mostObjects else {
            return
        }
        guard let object = known[key] else {
            found.insert(key)
            return
        }
        if let object { walk(object, key.type, names, &found) }
    }

    private func key(of value: JSON, _ field: Field?) -> ObjectKey? {
        guard let id = (value["ref"] ?? value).string.flatMap(GUID.normalized), id != GUID.empty else { return nil }
        if let type = value["type"]?.string, !type.isEmpty { return ObjectKey(system: system, type: type, id: id) }
        guard case .reference(let types) = field?.kind, types.count == 1 else { return nil }
        return ObjectKey(system: system, type: types[0], id: id)
    }
}
