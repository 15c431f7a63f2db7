package import Messages

/// An object of the target that may be the one that is meant, for a person to choose from.
package struct Candidate: Sendable, Hashable {
    package let reference: String
    /// How people know it there.
    package let name: String

    package init(reference: String, name: String) {
        self.reference = reference
        self.name = name
    }

    /// Reads one `{reference, name}` of a script's answer.
    init?(_ value: JSON) {
        guard let reference = value["reference"]?.string else { return nil }
        self.init(reference: reference, name: value["name"]?.string ?? "")
    }

    package var json: JSON { ["reference": .string(reference), "name": .string(name)] }
}
