package import Messages

extension MappedObject {
    /// The object as it can be sent now: deferred references that are known stand as plain ones, and the fields of the
    /// others are left out.
    package func settled(knowing isKnown: (Reference) -> Bool) -> MappedObject {
        guard !deferred.isEmpty else { return self }
        let known = deferred.filter(isKnown)
        let fields = Self.fields(of: content).compactMap { member -> JSON.Member? in
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
        // Inside of a text the quotes would be escaped.
        guard content.contains("{\"$deferred\":") else { return [] }
        var found: [Reference] = []
        for member in fields(of: content) {
            guard let reference = member.value["$deferred"].flatMap(reference), !found.contains(reference) else {
                continue
            }
            found.append(reference)
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
