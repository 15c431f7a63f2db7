import Messages

/// A photo as the phone tells of it: what it shows, its size and sharpness, when it was taken, and its SHA-256, by
/// which one that was used before is known. The picture itself lies in Bitrix24.
struct PhotoReport: Sendable {
    private static let measures: Set<String> = ["kind", "width_px", "height_px", "sharpness"]
    private static let most = 20

    let kind: String
    let hash: String?
    private let taken: Instant?
    private let measured: [JSON.Member]

    static func list(_ json: JSON, faults: inout [Problem.Fault]) -> [PhotoReport] {
        guard let items = json.array, items.count <= most else {
            faults.append(.init(field: "photos", message: "нужен список не длиннее \(most) снимков"))
            return []
        }
        return items.enumerated().compactMap { PhotoReport($1, "photos[\($0)]", &faults) }
    }

    private init?(_ json: JSON, _ place: String, _ faults: inout [Problem.Fault]) {
        guard let kind = json["kind"]?.string else {
            faults.append(.init(field: "\(place).kind", message: "нужно, что на снимке: pickup, handout, cash, …"))
            return nil
        }
        self.kind = kind
        hash = json["hash"]?.string?.lowercased()
        if let hash, hash.wholeMatch(of: /[0-9a-f]{64}/) == nil {
            faults.append(.init(field: "\(place).hash", message: "нужен SHA-256 файла: 64 знака 0–9, a–f"))
        }
        taken = json["at"]?.string.flatMap { Instant(rfc3339: $0) }
        if json["at"] != nil, taken == nil {
            faults.append(.init(field: "\(place).at", message: "нужно время съёмки с поясом"))
        }
        measured = (json.members ?? []).filter { Self.measures.contains($0.name) }
        for member in json.members ?? []
        where !Self.measures.contains(member.name) && !["hash", "at"].contains(member.name) {
            faults.append(.init(field: "\(place).\(member.name)", message: "такого поля у снимка нет"))
        }
    }

    /// Whether its file came with another step before.
    func isUsed(_ used: Set<String>) -> Bool { hash.map(used.contains) ?? false }

    /// What policies are told.
    func facts(at moment: Instant, isUsed: Bool) -> JSON {
        var members = measured
        if let taken { members.append(.init("age_s", JSON(Int(max(0, (moment - taken).seconds.rounded()))))) }
        if isUsed { members.append(.init("used_before", true)) }
        return .object(members)
    }
}
