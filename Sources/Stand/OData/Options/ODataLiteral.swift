import Foundation
import Messages

/// A value written in a filter.
enum ODataLiteral: Sendable, Hashable {
    case text(String)
    case guid(String)
    case date(String)
    case boolean(Bool)
    case number(Decimal)

    /// Whether a stored value equals the literal; another kind never does.
    func equals(_ value: JSON) -> Bool {
        switch (self, value) {
        case (.text(let text), .string(let stored)): text == stored
        case (.guid(let guid), .string(let stored)): guid == stored.lowercased()
        case (.date(let date), .string(let stored)): date == stored
        case (.boolean(let flag), .bool(let stored)): flag == stored
        case (.number(let number), .number(let stored)): number == Decimal(string: stored)
        case (.number(let number), .string(let stored)): number == Decimal(string: stored)
        default: false
        }
    }
}
