package import Messages

/// All that is known of one object: its latest version, what each target has of it, and what is on its way.
package struct Passport: Sendable {
    package let latest: Message
    package let versions: Int
    /// What came of mapping the latest version; nil while it has not been mapped.
    package let sorting: Sorting?
    package let known: [CrossReference]
    /// The latest version's dispatches and those of older versions that are not done.
    package let dispatches: [Dispatch]
}
