/// What was logged, as text.
struct LogLine: Sendable, Hashable {
    let level: String
    let metadata: [String: String]
}
