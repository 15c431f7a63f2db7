import GRDB

/// A value on its way into a statement or out of a row: what both databases can hold.
enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

/// Something that a statement's parameter can be bound to.
protocol Bindable {
    var sqlValue: SQLValue { get }
}

extension String: Bindable {
    var sqlValue: SQLValue { .text(self) }
}

extension Int: Bindable {
    var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: Bindable {
    var sqlValue: SQLValue { .integer(self) }
}

extension Bool: Bindable {
    var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Array: Bindable where Element == UInt8 {
    var sqlValue: SQLValue { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
