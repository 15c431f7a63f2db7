import Logging
import Messages
import Web

/// Writes each event as one line, with phones, mailboxes and addresses masked.
struct LineLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    var metadataProvider: Logger.MetadataProvider?

    private let format: LogSettings.Format
    private let environment: Environment
    private let clock: WallClock
    private let sink: LogSink

    init(_ settings: LogSettings, environment: Environment, clock: WallClock = .system, sink: LogSink) {
        logLevel = settings.level
        format = settings.format
        self.environment = environment
        self.clock = clock
        self.sink = sink
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        // What the event brings is most of it, and stands over what the logger has.
        var all = event.metadata ?? [:]
        if let provided = metadataProvider?.get() { all.merge(provided) { own, _ in own } }
        all.merge(metadata) { own, _ in own }
        if let error = event.error { all["error"] = .string("\(error)") }
        let line = LogLine(
            at: clock.now(), level: event.level, message: Masking.masked("\(event.message)"),
            environment: environment, members: LogLine.flattened(all))
        sink.line(line.text(in: format))
    }
}
