package import Messages

/// A body that was read whole and understood as its route demands.
package enum ReceivedBody: Sendable, Hashable {
    case empty
    case json(JSONDocument)
    case lines([BodyLine])

    /// The document of a JSON body; nil for the others.
    package var document: JSONDocument? {
        if case .json(let document) = self { document } else { nil }
    }

    /// The value of a JSON body as a tree, built when it is asked for; nil for the others.
    package var json: JSON? { document?.tree }

    /// The lines of a body of lines; none for the others.
    package var lines: [BodyLine] {
        if case .lines(let lines) = self { lines } else { [] }
    }

    /// What is the same for two bodies that mean the same: keys in any order, numbers as written (E-16).
    var digest: String {
        switch self {
        case .empty: Digest.hex([])
        case .json(let document): document.digest
        case .lines(let lines): Digest.hex(lines.map(\.digest).joined(separator: "\n").utf8)
        }
    }
}
