package import Messages

/// An object that a mapping reads through a reference: its latest stored version, or that there is none yet.
package struct NeededObject: Sendable, Hashable {
    /// One version of it.
    package struct Version: Sendable, Hashable {
        /// Its place among the versions of the object, and what the source calls it.
        package let ordinal: Int
        package let name: String
        package let presentation: String?
        /// The attributes as JSON text, as received.
        package let data: String

        package init(ordinal: Int, name: String, presentation: String?, data: String) {
            self.ordinal = ordinal
            self.name = name
            self.presentation = presentation
            self.data = data
        }
    }

    package let key: ObjectKey
    /// Nil while the source has not sent the object.
    package let version: Version?

    package init(key: ObjectKey, version: Version?) {
        self.key = key
        self.version = version
    }
}
