package import Messages

/// A stored message in the form of a sample file.
package struct SampleCapture {
    /// The whole sample: the envelope, the data, and the objects that mappings read.
    package let sample: JSON

    /// - Parameter needed: what the type's mappings read of other objects; each is written once.
    package init(_ message: Message, needed: [NeededObject]) {
        var members: [JSON.Member] = [
            .init("source", .string(message.key.system)), .init("type", .string(message.key.type)),
            .init("id", .string(message.key.id)), .init("version", .string(message.version)),
            .init("changed_at", .string(message.changedAt.rfc3339)),
            .init("operation", .string(message.operation.rawValue)),
        ]
        if let presentation = message.presentation { members.append(.init("presentation", .string(presentation))) }
        members.append(.init("data", Self.data(message.data)))
        var seen: Set<ObjectKey> = []
        let objects = needed.filter { seen.insert($0.key).inserted }
            .sorted { $0.key.description < $1.key.description }.map(Self.need)
        if !objects.isEmpty { members.append(.init("needs", .array(objects))) }
        sample = .object(members)
    }

    /// An object that has not come has no data.
    private static func need(_ object: NeededObject) -> JSON {
        var members: [JSON.Member] = [
            .init("type", .string(object.key.type)), .init("id", .string(object.key.id)),
        ]
        guard let version = object.version else { return .object(members) }
        members.append(.init("version", .string(version.name)))
        if let presentation = version.presentation { members.append(.init("presentation", .string(presentation))) }
        members.append(.init("data", data(version.data)))
        return .object(members)
    }

    private static func data(_ text: String) -> JSON {
        guard let data = try? JSONReader.read(text.utf8) else { preconditionFailure("intake has read this already") }
        return data
    }
}
