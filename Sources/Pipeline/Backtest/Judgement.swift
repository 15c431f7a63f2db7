import Messages
import Scripts

/// What both revisions made of one object.
struct Judgement: Sendable {
    let key: ObjectKey
    let presentation: String?
    /// By mapping; none where both answer the same.
    let changes: [(mapping: String, changes: [AnswerChange])]
    let reproduction: Reproduction
}
