import Messages

/// Puts what is known in the place of what a mapping left open: `$ref` of a source object becomes `$ref` of the
/// target's, `$own` another slot's.
enum Placeholders {
    /// Fills in references; one that is not among the known stays as it is.
    static func resolve(_ content: String, _ known: [Reference: String]) -> String {
        guard !known.isEmpty else { return content }
        let identifiers = Dictionary(
            known.map { (key: [$0.key.targetType, $0.key.source.description], value: $0.value) },
            uniquingKeysWith: { first, _ in first })
        return rewrite(content) { name, value in
            guard name == "$ref", let type = value["type"]?.string, let system = value["system"]?.string,
                let source = value["source"]?.string, let id = value["id"]?.string,
                let found = identifiers[[type, ObjectKey(system: system, type: source, id: id).description]]
            else { return nil }
            return reference(type, found)
        }
    }

    /// Fills in other slots of the same answer. Returns the names of slots that are not known.
    static func resolveOwn(
        _ content: String, _ slots: [String: (type: String, reference: String)]
    ) -> (content: String, unknown: [String]) {
        guard content.contains("\"$own\"") else { return (content, []) }
        var unknown: [String] = []
        let resolved = rewrite(content) { name, value in
            guard name == "$own", let slot = value.string else { return nil }
            guard let known = slots[slot] else {
                unknown.append(slot)
                return nil
            }
            return reference(known.type, known.reference)
        }
        return (resolved, unknown)
    }

    private static func reference(_ type: String, _ id: String) -> JSON {
        ["$ref": .object([.init("id", .string(id)), .init("type", .string(type))])]
    }

    private static func rewrite(_ content: String, _ replace: (String, JSON) -> JSON?) -> String {
        guard let tree = try? JSONReader.read(content.utf8) else {
            preconditionFailure("the host wrote these fields itself")
        }
        return tree.replacingPlaceholders(replace).text
    }
}
