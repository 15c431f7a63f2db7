import Web

/// Writes the record of each request as a line of the log.
struct AccessLog: Sendable {
    let settings: LogSettings
    let environment: Environment
    var sink = LogSink.standardError

    func write(_ record: AccessRecord) {
        guard settings.level <= record.level else { return }
        let line = LogLine(
            at: record.at, level: record.level, message: AccessRecord.message, environment: environment,
            members: record.members)
        sink.line(line.text(in: settings.format))
    }
}
