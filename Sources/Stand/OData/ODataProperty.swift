package import Messages

/// One property of an entity of УТ 11, as OData names and types it.
package struct ODataProperty: Sendable, Hashable {
    /// What the property holds on the wire.
    package enum Kind: Sendable, Hashable {
        /// `Edm.String`, cut to so many characters on writing.
        case string(length: Int?)
        /// `Edm.Int16`, `Edm.Int32`: at most nine digits.
        case whole(digits: Int)
        /// `Edm.Int64`, which 1С writes as a JSON string.
        case long(digits: Int)
        /// `Edm.Double`, rounded to `fraction` digits behind the point.
        case double(digits: Int, fraction: Int)
        case boolean
        case date
        case enumeration([String])
        /// `X_Key`: the GUID of an object of one entity set.
        case reference(String)
        /// `X` with `X_Type` beside it: an object of one of these entity sets.
        case composite([String])
        /// `X` with `X_Type` beside it: a value of any plain type, or an object of any entity set.
        case any
    }

    /// The zero GUID, which is how OData writes an empty reference.
    package static let emptyGUID = "00000000-0000-0000-0000-000000000000"
    /// The year one, which is how 1С writes an empty date.
    package static let emptyDate = "0001-01-01T00:00:00"
    /// The type of an empty composite reference.
    package static let undefinedType = "StandardODATA.Undefined"

    /// The name on the wire: `Description`, `Партнер_Key`.
    package let name: String
    /// The name in 1С: `Наименование`, `Партнер`.
    package let title: String
    package let kind: Kind
    /// Posting is refused while it is empty.
    package let isRequired: Bool

    /// Whether the value's type is told in a property of its own.
    package var hasTypeBeside: Bool {
        switch kind {
        case .composite, .any: true
        default: false
        }
    }

    /// The value 1С shows where nothing was written.
    package var empty: JSON {
        switch kind {
        case .string, .enumeration, .composite, .any: .string("")
        case .whole, .double: .number("0")
        case .long: .string("0")
        case .boolean: .bool(false)
        case .date: .string(Self.emptyDate)
        case .reference: .string(Self.emptyGUID)
        }
    }

    /// Whether 1С's fill check takes the value for empty: zero is empty, false is not.
    package func isEmpty(_ value: JSON?) -> Bool {
        guard let value else { return true }
        if case .boolean = kind { return false }
        if case .any = kind { return value == .string("") }
        if case .composite = kind { return value == .string("") || value == .string(Self.emptyGUID) }
        return value == empty
    }
}
