import Foundation
import GRDB

/// A value on its way into a statement or out of a row: what both databases can hold.
enum SQLValue: Sendable, Hashable {
    /// Of no kind that is known: what came out of a row.
    case null
    /// A null that stands for a value of a kind: what went in as an optional.
    case absent(Inputs.Column.Kind)
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

/// Something that a statement's parameter can be bound to.
protocol Bindable {
    /// What it becomes, so that a database knows the type of a null too.
    static var kind: Inputs.Column.Kind { get }
    var sqlValue: SQLValue { get }
}

extension String: Bindable {
    static var kind: Inputs.Column.Kind { .text }
    /// Neither database keeps U+0000: PostgreSQL refuses the text, SQLite ends it there. It becomes the sign for what
    /// cannot be shown.
    var sqlValue: SQLValue { .text(holdsZero ? replacing("\0", with: "\u{FFFD}") : self) }

    /// Whether one of its bytes is 0; looked for by the C library, for bodies are long.
    private var holdsZero: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        } ?? utf8.contains(0)
    }
}

extension Int: Bindable {
    static var kind: Inputs.Column.Kind { .integer }
    var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: Bindable {
    static var kind: Inputs.Column.Kind { .integer }
    var sqlValue: SQLValue { .integer(self) }
}

extension Bool: Bindable {
    static var kind: Inputs.Column.Kind { .integer }
    var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Array: Bindable where Element == UInt8 {
    static var kind: Inputs.Column.Kind { .blob }
    var sqlValue: SQLValue { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    static var kind: Inputs.Column.Kind { Wrapped.kind }
    var sqlValue: SQLValue { self?.sqlValue ?? .absent(Wrapped.kind) }
}
