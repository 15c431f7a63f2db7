import Foundation
import Messages

/// The clock and the disk under a postman.
struct Machine {
    /// With less than this the next hours are uncertain; with less than a fifth of it, the next minutes.
    private static let plentyBytes: Int64 = 5 << 30

    let settings: Settings
    let clock: WallClock
    /// When the newest journal entry was written.
    let lastEntry: Instant?

    /// What the clock and the disk say.
    var findings: [Diagnosis] { settings.postgres == nil ? [time, disk] : [time] }

    private var time: Diagnosis {
        let now = clock.now()
        let remedy = Diagnosis.Verdict.ill(remedy: "поставьте часы; до того версии и сроки считаются неверно")
        if let lastEntry, lastEntry > now + .seconds(2) {
            return Diagnosis("часы", "\(now.rfc3339) раньше последней записи журнала \(lastEntry.rfc3339)", remedy)
        }
        // Older than this program: the clock was never set.
        if now < Instant(milliseconds: 1_767_225_600_000) { return Diagnosis("часы", now.rfc3339, remedy) }
        return Diagnosis("часы", "\(now.rfc3339), пояс конторы \(settings.zone.identifier)")
    }

    private var disk: Diagnosis {
        var folder = settings.data
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
            folder = folder.deletingLastPathComponent()
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return Diagnosis(
                "место на диске", "не узнать для \(folder.path)", .notable(remedy: "проверьте права на папку данных"))
        }
        let finding = "свободно \(free >> 20) МиБ на \(folder.path)"
        if free < Self.plentyBytes / 5 {
            return Diagnosis(
                "место на диске", finding, .ill(remedy: "освободите место: без него почтарь не примет ничего"))
        }
        if free < Self.plentyBytes {
            return Diagnosis("место на диске", finding, .notable(remedy: "освободите место заранее"))
        }
        return Diagnosis("место на диске", finding)
    }
}
