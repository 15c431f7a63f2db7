package import Messages

/// An object of the target that may be the one that is meant, for a person to choose from.
package struct Candidate: Sendable, Hashable {
    package let reference: String
    /// How people know it there.
    package let name: String
    /// How it is written otherwise than what was looked for, or why it may not be had, in words; nil where it is equal.
    package let difference: String?

    package init(reference: String, name: String, difference: String? = nil) {
        self.reference = reference
        self.name = name
        self.difference = difference
    }

    /// Reads one `{reference, name, difference}` of a script's answer.
    init?(_ value: JSON) {
        guard let reference = value["reference"]?.string else { return nil }
        self.init(
            reference: reference, name: value["name"]?.string ?? "",
            difference: value["difference"]?.string)
    }

    package var json: JSON {
        .object(
            [.init("reference", .string(reference)), .init("name", .string(name))]
                + (difference.map { [.init("difference", .string($0))] } ?? []))
    }
}
