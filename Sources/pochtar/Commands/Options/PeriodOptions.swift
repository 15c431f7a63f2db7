import ArgumentParser
import Foundation
import Messages

/// From when to when something came.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Принятое с этого дня или момента: 2026-11-27, 2026-11-27T09:30:00.", valueName: "дата"))
    var from: String?

    @Option(help: ArgumentHelp("Принятое по этот день включительно или до этого момента.", valueName: "дата"))
    var to: String?

    /// The moments in the office's zone; the second is no longer part of the period.
    ///
    /// - Throws: a wrong call.
    func moments(in zone: TimeZone) throws -> (since: Instant?, until: Instant?) {
        let since = try from.map { try Self.moment($0, "--from", zone, endOfDay: false) }
        let until = try to.map { try Self.moment($0, "--to", zone, endOfDay: true) }
        if let since, let until, since >= until { throw CommandFault.call("--from должно быть раньше --to.") }
        return (since, until)
    }

    private static func moment(_ text: String, _ option: String, _ zone: TimeZone, endOfDay: Bool) throws -> Instant {
        if let moment = Instant(text, zoneIfAbsent: zone) { return moment }
        guard let midnight = Instant("\(text)T00:00:00", zoneIfAbsent: zone) else {
            throw CommandFault.call("\(option): «\(text)» — не дата. Нужно 2026-11-27 или 2026-11-27T09:30:00.")
        }
        return endOfDay ? midnight + .hours(24) : midnight
    }
}
