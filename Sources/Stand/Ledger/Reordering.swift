/// An older version's content was written where a newer one had stood already.
package struct Reordering: Sendable, Hashable {
    package let set: String
    package let reference: String
    /// The version that came too late.
    package let late: Witness
    /// The version that had been there.
    package let newest: Int
    package let ordinal: Int
}
