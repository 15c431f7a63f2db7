package import Messages

/// What one object of a target is called, by one group of its fields.
package struct TargetName: Sendable, Hashable {
    /// What the group's values come to when only their looks count.
    package let look: String
    package let group: [String]
    package let reference: String
    /// How people know the object.
    package let name: String
    /// The group's values by field, as they are written.
    package let written: JSON

    package init(look: String, group: [String], reference: String, name: String, written: JSON) {
        self.look = look
        self.group = group
        self.reference = reference
        self.name = name
        self.written = written
    }
}
