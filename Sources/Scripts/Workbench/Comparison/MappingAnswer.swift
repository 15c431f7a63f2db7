import Messages

/// What one revision makes of a message for one target.
package enum MappingAnswer: Sendable, Hashable {
    /// The revision has no mapping of the type to the target.
    case unmapped
    case outcome(MappingOutcome)
    case fault(ScriptFault)

    /// The sort of answer in the words of the script contract.
    package var word: String {
        switch self {
        case .unmapped: "нет маппинга"
        case .outcome(.objects): "объекты"
        case .outcome(.skip): "skip"
        case .outcome(.unmatched): "unmatched"
        case .outcome(.wait): "ожидание"
        case .outcome(.reject): "reject"
        case .fault: "сбой скрипта"
        }
    }

    /// What is said beside the sort of answer; of objects, which slots they are. Where a script broke counts for
    /// nothing: lines move.
    package var words: String {
        switch self {
        case .unmapped: ""
        case .outcome(.objects(let objects)): objects.map(\.slot).joined(separator: ", ")
        case .outcome(.skip(let why)): why
        case .outcome(.unmatched(let field, let value)): "\(field): \(value)"
        case .outcome(.wait(let key, let name)): name ?? "\(key.type) \(key.id)"
        case .outcome(.reject(let why, let place)): place.map { "\(why) (\($0))" } ?? why
        case .fault(let fault): fault.message
        }
    }
}
