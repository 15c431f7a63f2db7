import Messages
import Storage

/// Tells whether a target has by itself what would be written there. Whatever we write into a system comes back as its
/// change sooner or later; it must not travel on.
struct EchoJudge: Sendable {
    /// What is known of a target's object, by what was told last.
    enum Word: Sendable, Hashable {
        /// What we gave it last is what it has.
        case ours
        /// It has told of itself since.
        case theirs
        /// Nobody can say which of both was later.
        case unclear
    }

    /// Clocks differ, and an outcome is written down later than what it tells of: within this much, what a system says
    /// of itself may be from before our last write or from after it.
    static let margin = Span.minutes(5)

    /// What the target told of the object last.
    let said: Utterance
    let word: Word

    /// - Parameter known: what the target was last given.
    init(_ said: Utterance, known: CrossReference) {
        self.said = said
        let message = said.message
        if let at = known.at, message.receivedAt <= at || message.changedAt <= at {
            word = message.changedAt <= at - Self.margin ? .ours : .unclear
        } else {
            word = .theirs
        }
    }
}
