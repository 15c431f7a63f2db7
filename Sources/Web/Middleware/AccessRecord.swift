package import Logging
package import Messages

/// One request as the log tells it, personal data masked. Most lines of a log are such, so it is made straight from
/// what is known, and not by way of a logger's dictionaries.
package struct AccessRecord: Sendable {
    /// What the record is called among other lines.
    package static let message = "request"

    /// When the answer was ready.
    package let at: Instant
    package let level: Logger.Level
    /// Texts and numbers in the order of their names.
    package let members: [JSON.Member]

    init(at: Instant, level: Logger.Level, _ values: KeyValuePairs<String, Value>) {
        self.at = at
        self.level = level
        members = values.compactMap { name, value in value.json.map { JSON.Member(name, $0) } }
    }

    /// What stands in a record; nil is left out.
    enum Value {
        case text(String?)
        /// A text that somebody else made up, and may have put anything into.
        case foreign(String?)
        case number(Int?)
        case flag(Bool)

        fileprivate var json: JSON? {
            switch self {
            case .text(let text): text.map(JSON.string)
            case .foreign(let text): text.map { .string(Masking.masked($0)) }
            case .number(let number): number.map(JSON.count)
            case .flag(let isSet): isSet ? .bool(true) : nil
            }
        }
    }
}
