/// One attribute of an object type, as a contract tells of it.
package struct Field: Sendable, Hashable {
    /// What the attribute can hold.
    package enum Kind: Sendable, Hashable {
        /// Text; the length is in characters, nil for unlimited.
        case string(length: Int?)
        /// A number of so many digits, of which `fraction` stand behind the point.
        case number(digits: Int, fraction: Int)
        case boolean
        case date
        /// One of the named values.
        case enumeration([String])
        /// A reference to an object of one of these types.
        case reference([String])
        /// A value of any of the kinds above; its type stands beside it, in `<name>_Type`.
        case any
    }

    package let kind: Kind
    /// The target's fill check refuses to post without it (tables: in each row).
    package let isRequired: Bool
    package let title: String?

    package init(kind: Kind, isRequired: Bool = false, title: String? = nil) {
        self.kind = kind
        self.isRequired = isRequired
        self.title = title
    }
}
