package import Messages

/// An object of a target that looks like a source object, and that we did not make for another.
package struct Namesake: Sendable, Hashable {
    package let reference: String
    package let name: String
    /// The values by which it looks so.
    package let written: JSON
    /// Whose it is, where it was adopted, as people know that one.
    package let owner: String?
}
