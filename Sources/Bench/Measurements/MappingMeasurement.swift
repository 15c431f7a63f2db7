import Messages

/// Decode, map and encode of the sale: the host, and plain Lua with the same script.
struct MappingMeasurement: Measurement {
    static let figures: [Figure] = [.mapping]

    private let setting: Setting
    private let host: HostMapping
    private let plain: PlainMapping

    init(_ setting: Setting) async throws {
        self.setting = setting
        host = try HostMapping(setting)
        plain = try PlainMapping(setting, host)
        let (ours, theirs) = (try await host.answer(), try plain.answer())
        guard Self.isSame(ours, theirs) else {
            throw BenchFault("the host and plain Lua do not come to the same:\n\(ours.text)\n\(theirs.text)")
        }
    }

    func play(into board: inout Scoreboard) async throws {
        board.note(.mappings, try await host.perSecond(seconds: setting.seconds))
        board.note(.plainLua, try plain.perSecond(seconds: setting.seconds))
    }

    /// Whether two values say the same; plain Lua knows no exact decimals and sorts no keys.
    private static func isSame(_ left: JSON, _ right: JSON) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): Double(a) == Double(b)
        case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy(isSame)
        case (.object(let a), .object(let b)):
            a.count == b.count
                && a.allSatisfy { member in right[member.name].map { isSame(member.value, $0) } ?? false }
        default: left == right
        }
    }

    func end() async {}
}
