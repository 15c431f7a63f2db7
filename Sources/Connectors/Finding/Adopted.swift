import Messages

/// Which of the objects that look like a dispatch's, and were in the target before us, is the dispatch's now.
package enum Adopted: Sendable, Hashable {
    case ours(reference: String)
    /// Nobody but a person can say which.
    case several([String])
    /// It was adopted for another source object already, as people know that one.
    case taken(by: String)
    /// Nobody's, but something tells these apart from ours; what is like ours is others' or not there.
    case unlike([String])
    /// All of them are others'.
    case none

    /// As a script sees it.
    var answer: JSON {
        switch self {
        case .ours(let reference): ["adopted": .string(reference)]
        case .several(let references): ["several": .array(references.map(JSON.string))]
        case .taken(let owner): ["owner": .string(owner)]
        case .unlike(let references): ["unlike": .array(references.map(JSON.string))]
        case .none: [:]
        }
    }
}
