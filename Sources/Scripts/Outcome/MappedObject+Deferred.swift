package import Messages

extension MappedObject {
    /// The object as it can be sent now: deferred references that are known stand as plain ones, posting whose
    /// conditions are met as true, and the fields of the others are left out.
    package func settled(
        knowing isKnown: (Reference) -> Bool, confirming isConfirmed: (Reference) -> Bool
    ) -> MappedObject {
        guard !deferred.isEmpty || !conditions.isEmpty else { return self }
        let known = deferred.filter(isKnown)
        let isMet = conditions.allSatisfy(isConfirmed)
        let fields = Self.fields(of: content).compactMap { member -> JSON.Member? in
            if member.value["$after"] != nil { return isMet ? JSON.Member(member.name, true) : nil }
            guard let placeholder = member.value["$deferred"] else { return member }
            guard let reference = Self.reference(placeholder), known.contains(reference) else { return nil }
            return JSON.Member(member.name, placeholder)
        }
        return MappedObject(
            slot: slot, targetType: targetType, content: JSON.object(fields).text,
            references: references + known.filter { !references.contains($0) }, owns: owns)
    }

    /// The deferred references of an object's content.
    static func deferred(in content: String) -> [Reference] {
        references(of: "$deferred", in: content) { [$0] }
    }

    /// The references of an object's content whose confirmation its posting waits for.
    static func conditions(in content: String) -> [Reference] {
        references(of: "$after", in: content) { $0.array ?? [] }
    }

    private static func references(
        of placeholder: String, in content: String, _ parts: (JSON) -> [JSON]
    ) -> [Reference] {
        // Inside of a text the quotes would be escaped.
        guard content.contains("{\"\(placeholder)\":") else { return [] }
        var found: [Reference] = []
        for member in fields(of: content) {
            let named = member.value[placeholder].map(parts) ?? []
            for reference in named.compactMap(reference) where !found.contains(reference) { found.append(reference) }
        }
        return found
    }

    private static func fields(of content: String) -> [JSON.Member] {
        guard let members = try? JSONReader.read(content.utf8).members else {
            preconditionFailure("the host wrote this content itself")
        }
        return members
    }

    private static func reference(_ placeholder: JSON) -> Reference? {
        guard let value = placeholder["$ref"], let type = value["type"]?.string, let system = value["system"]?.string,
            let source = value["source"]?.string, let id = value["id"]?.string
        else { return nil }
        return Reference(
            targetType: type, source: ObjectKey(system: system, type: source, id: id), name: value["name"]?.string)
    }
}
