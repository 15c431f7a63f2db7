import Messages

/// A photo as the phone tells of it: what it shows, its size and sharpness, when it was taken, and its SHA-256, by
/// which one that was used before is known. The picture itself lies in Bitrix24.
struct PhotoReport: Sendable {
    private static let measures: Set<String> = ["kind", "width_px", "height_px", "sharpness"]
    private static let most = 20

    let kind: String
    let hash: String
    private let taken: Instant
    private let measured: [JSON.Member]

    /// - Parameter latest: a photo that was taken later than the step is none of it.
    static func list(_ json: JSON, before latest: Instant, faults: inout [Problem.Fault]) -> [PhotoReport] {
        guard let items = json.array, items.count <= most else {
            faults.append(.init(field: "photos", message: "нужен список не длиннее \(most) снимков"))
            return []
        }
        return items.enumerated().compactMap { PhotoReport($1, "photos[\($0)]", latest, &faults) }
    }

    private init?(_ json: JSON, _ place: String, _ latest: Instant, _ faults: inout [Problem.Fault]) {
        let before = faults.count
        func fail(_ name: String, _ message: String) {
            faults.append(.init(field: "\(place).\(name)", message: message))
        }
        kind = json["kind"]?.string ?? ""
        if kind.isEmpty { fail("kind", "нужно, что на снимке: pickup, handout, cash, return, entrance") }
        hash = json["hash"]?.string?.lowercased() ?? ""
        if hash.wholeMatch(of: /[0-9a-f]{64}/) == nil { fail("hash", "нужен SHA-256 файла: 64 знака 0–9, a–f") }
        let moment = json["at"]?.string.flatMap { Instant(rfc3339: $0) }
        if moment == nil { fail("at", "нужно время съёмки с поясом") }
        if let moment, moment > latest { fail("at", "снято позже шага: приложите снимок, сделанный для него") }
        for side in ["width_px", "height_px"] where (json[side]?.int ?? 0) <= 0 {
            fail(side, "нужно целое число точек больше нуля")
        }
        measured = (json.members ?? []).filter { Self.measures.contains($0.name) }
        for member in json.members ?? []
        where !Self.measures.contains(member.name) && !["hash", "at"].contains(member.name) {
            fail(member.name, "такого поля у снимка нет")
        }
        guard faults.count == before, let moment else { return nil }
        taken = moment
    }

    /// What policies are told.
    func facts(at moment: Instant, isUsed: Bool) -> JSON {
        var members = measured
        members.append(.init("age_s", JSON(Int(max(0, (moment - taken).seconds.rounded())))))
        if isUsed { members.append(.init("used_before", true)) }
        return .object(members)
    }
}
