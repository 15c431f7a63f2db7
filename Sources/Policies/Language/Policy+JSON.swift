package import Messages
import Scripts

extension Policy {
    /// What the policy says, for people and programs that ask what is in force.
    package var json: JSON {
        var members: [JSON.Member] = [
            .init("policy", .string(name)), .init("title", .string(title)), .init("version", JSON(version)),
            .init("file", .string(file)),
        ]
        if let from { members.append(.init("effective_from", .string(from.rfc3339))) }
        if let until { members.append(.init("until", .string(until.rfc3339))) }
        members.append(.init("rules", .array(rules.map(\.json))))
        return .object(members)
    }
}

extension PolicyRule {
    fileprivate var json: JSON {
        [
            "id": .string(id), "title": .string(title), "kind": .string(kind.name),
            "steps": .array(steps.map { .string($0.rawValue) }), "mode": .string(mode.rawValue),
            "severity": .string(severity.rawValue), "on_unsure": .string(onUnsure.rawValue), "params": params,
        ]
    }
}
