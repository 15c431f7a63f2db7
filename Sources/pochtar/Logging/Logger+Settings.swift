import Logging

extension Logger {
    /// The process's logger: lines to standard error.
    init(_ label: String, _ settings: LogSettings, environment: Environment, sink: LogSink = .standardError) {
        self.init(label: label) { (_: String) in
            LineLogHandler(settings, environment: environment, sink: sink)
        }
    }
}
