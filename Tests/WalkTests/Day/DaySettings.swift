import Foundation

/// How large the day is: small among all tests, as large as one likes by itself (`make day`).
enum DaySettings {
    /// `POCHTAR_DAY_OBJECTS`: how many objects 10.3 has.
    static let objects = number("POCHTAR_DAY_OBJECTS") ?? 250
    /// `POCHTAR_DAY_SEED`: the seed of a day that is to be repeated.
    static let seed = number("POCHTAR_DAY_SEED").map { UInt32(truncatingIfNeeded: $0) }
    /// `POCHTAR_DAY_RATE`: how many requests 10.3 begins in a second; 0 for as many as it can.
    static let perSecond = number("POCHTAR_DAY_RATE") ?? 60
    /// After how many objects the postman is killed, on average.
    static let objectsPerKill = objects < 2000 ? 50 : 250

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init)
    }
}
