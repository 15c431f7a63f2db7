package import Messages

/// A body that was read whole and understood as its route demands.
package enum ReceivedBody: Sendable, Hashable {
    case empty
    case json(JSON)
    case lines([BodyLine])

    /// The value of a JSON body; nil for the others.
    package var json: JSON? {
        if case .json(let value) = self { value } else { nil }
    }

    /// The lines of a body of lines; none for the others.
    package var lines: [BodyLine] {
        if case .lines(let lines) = self { lines } else { [] }
    }

    /// What is the same for two bodies that mean the same: keys sorted, numbers as written (E-16).
    var canonical: [UInt8] {
        switch self {
        case .empty: []
        case .json(let value): value.bytes(sortingKeys: true)
        case .lines(let lines): Array(lines.map(\.canonical).joined(separator: [UInt8(ascii: "\n")]))
        }
    }
}
