import Logging

/// What is logged, and how a line looks.
struct LogSettings: Sendable, Hashable {
    /// The form of a line.
    enum Format: String, CaseIterable, Sendable {
        /// One JSON object a line, for collectors.
        case json
        /// Time, level, message and metadata, for eyes.
        case text
    }

    var level: Logger.Level = .info
    var format: Format = .json
}
