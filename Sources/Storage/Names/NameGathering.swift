/// The reading of a type's names in a target, as far as it has come; whoever took it has it until its lease ends.
package struct NameGathering: Sendable, Hashable {
    package let target: String
    package let type: String
    package let generation: Int
    /// How many objects have been read.
    package let read: Int
    /// The reference of the last one.
    package let last: String?
    let token: Int
}
