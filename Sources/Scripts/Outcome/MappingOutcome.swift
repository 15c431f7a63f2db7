package import Messages

/// What a mapping says should be.
package enum MappingOutcome: Sendable, Hashable {
    /// The complete set of target objects, in writing order; empty for a deletion.
    case objects([MappedObject])
    /// Not ours; done.
    case skip(String)
    /// A lookup table must be mended.
    case unmatched(field: String, value: String)
    /// The mapping reads an object that the source has not sent yet.
    case wait(ObjectKey, name: String?)
    /// The source object is wrong.
    case reject(String, place: String?)
}
