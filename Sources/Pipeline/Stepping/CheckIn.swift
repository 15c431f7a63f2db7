import Foundation
import Messages

/// Where a phone says that it was.
///
///     {"lat": 55.75, "lon": 37.61, "accuracy_m": 18, "at": "2026-12-01T10:00:00+03:00", "mock": false,
///      "platform": "android"}
///     {"missing": true}
struct CheckIn: Sendable {
    /// What Android calls accuracy is the radius of 68 %; policies want 95 % (√(ln 0.05 / ln 0.32)).
    private static let androidTo95 = 1.62
    private static let earth = 6_371_008.8
    private static let known = ["lat", "lon", "accuracy_m", "at", "mock", "platform", "missing"]
    private static let platforms = ["android", "ios", "web"]

    private let point: Point?
    private let accuracy: Double?
    private let taken: Instant?
    private let isMock: Bool

    /// A point on earth, in degrees.
    struct Point: Sendable, Hashable {
        let latitude: Double
        let longitude: Double

        /// `{"lat":…,"lon":…}`; nil for anything else.
        init?(_ json: JSON) {
            guard let latitude = json["lat"]?.double, let longitude = json["lon"]?.double,
                (-90...90).contains(latitude), (-180...180).contains(longitude)
            else { return nil }
            self.latitude = latitude
            self.longitude = longitude
        }

        /// Metres along the surface (haversine).
        func distance(to other: Point) -> Double {
            let (first, second) = (latitude * .pi / 180, other.latitude * .pi / 180)
            let (rise, turn) = (second - first, (other.longitude - longitude) * .pi / 180)
            let chord = pow(sin(rise / 2), 2) + cos(first) * cos(second) * pow(sin(turn / 2), 2)
            return 2 * CheckIn.earth * asin(min(1, sqrt(chord)))
        }
    }

    /// - Parameters:
    ///   - latest: a place that was found later than the step is none of it.
    ///   - faults: what is wrong with it is added here, by field.
    init?(_ json: JSON, before latest: Instant, faults: inout [Problem.Fault]) {
        let before = faults.count
        func fail(_ name: String, _ message: String) {
            faults.append(.init(field: name.isEmpty ? "checkin" : "checkin.\(name)", message: message))
        }
        guard let members = json.members else {
            fail("", "нужен объект: lat, lon, accuracy_m, at — или missing: true")
            return nil
        }
        for member in members where !Self.known.contains(member.name) {
            fail(member.name, "такого поля нет: есть \(Self.known.joined(separator: ", "))")
        }
        if json["missing"]?.bool == true {
            (point, accuracy, taken, isMock) = (nil, nil, nil, false)
            return
        }
        point = Point(json)
        if point == nil {
            fail("lat", "нужны lat от −90 до 90 и lon от −180 до 180, числами; нет места — missing: true")
        }
        let factor = json["platform"]?.string == "android" ? Self.androidTo95 : 1
        accuracy = json["accuracy_m"]?.double.map { $0 * factor }
        if accuracy.map({ !(0...1_000_000).contains($0) }) ?? true {
            fail("accuracy_m", "нужна точность в метрах, не меньше нуля")
        }
        taken = json["at"]?.string.flatMap { Instant(rfc3339: $0) }
        if taken == nil { fail("at", "нужно время, когда место определено, с поясом") }
        if let taken, taken > latest { fail("at", "место определено позже шага: пришлите то, что было в момент шага") }
        isMock = json["mock"]?.bool ?? false
        if let mock = json["mock"], !mock.isNull, mock.bool == nil { fail("mock", "нужно true или false") }
        if let platform = json["platform"], !platform.isNull,
            platform.string.map({ !Self.platforms.contains($0) }) ?? true
        {
            fail("platform", "нужно одно из: \(Self.platforms.joined(separator: ", "))")
        }
        if faults.count > before { return nil }
    }

    /// What policies are told: how far from where it should be, and never where.
    ///
    /// - Parameter target: where the step should be done; nil while nobody knows.
    func facts(against target: Point?, at moment: Instant) -> JSON {
        guard let target else { return ["no_target": true] }
        guard let point, let accuracy, let taken else { return ["missing": true] }
        var members: [JSON.Member] = [
            .init("distance_m", Self.metres(point.distance(to: target))), .init("accuracy_m", Self.metres(accuracy)),
            .init("age_s", JSON(Int(max(0, (moment - taken).seconds.rounded())))),
        ]
        if isMock { members.append(.init("mock", true)) }
        return .object(members)
    }

    /// To a decimetre.
    private static func metres(_ value: Double) -> JSON {
        .number(String(format: "%.1f", locale: Locale(identifier: "en_US_POSIX"), value))
    }
}

extension JSON {
    fileprivate var double: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }
}
