import Messages

/// Which objects of the target look like the dispatch's, though none is equal.
package enum Resemblance: Sendable, Hashable {
    /// Never ours by themselves: a person chooses. `owner` is whose they are, where all were adopted for others.
    case alike([Candidate], owner: String?)
    case none
    /// What the target has is not known yet; the sentence says what is awaited.
    case unknown(String)

    /// As a script sees it.
    var answer: JSON {
        switch self {
        case .alike(let candidates, let owner):
            .object(
                [.init("alike", .array(candidates.map(\.json)))]
                    + (owner.map { [.init("owner", .string($0))] } ?? []))
        case .none: [:]
        case .unknown(let sentence): ["unknown": .string(sentence)]
        }
    }
}
