package import Messages

/// What came of looking for a source object among objects that were in the target before us.
package enum Adoption: Sendable, Hashable {
    /// This one is its now.
    case adopted(reference: String)
    /// Nobody but a person can say which of these it is.
    case several([String])
    /// What it could be was adopted for another source object: a double, it seems.
    case taken(by: ObjectKey, presentation: String?)
    /// These are nobody's, but something tells them apart from it; there is no other.
    case unlike([String])
    /// All of them are others'.
    case none
}
