import Foundation
import Messages

/// One delivery of a shift: the task as 1С tells of it, and the steps as the phone sends them.
struct CourierVisit: Sendable {
    /// One press of a button.
    struct Step: Sendable {
        /// `handed_over`.
        let name: String
        /// How long after the shift's beginning.
        let after: Span
        var facts: [JSON.Member]
    }

    let id: String
    /// `courier`, `division`, `shift`, `plan`.
    let owner: [JSON.Member]
    let base: (latitude: Double, longitude: Double)
    let address: (latitude: Double, longitude: Double)?
    /// What is to be taken from the client, in kopecks.
    let due: Int
    var steps: [Step] = []
    /// The money's way to the office, at the end of the shift.
    var handIn: Step?
    private var begin = Instant(milliseconds: 0)

    init(
        id: String, owner: [JSON.Member], base: (latitude: Double, longitude: Double),
        address: (latitude: Double, longitude: Double)?, due: Int
    ) {
        self.id = id
        self.owner = owner
        self.base = base
        self.address = address
        self.due = due
    }

    func begun(at moment: Instant) -> CourierVisit {
        var visit = self
        visit.begin = moment
        return visit
    }

    /// What 1С tells of the task.
    var announcement: JSON {
        var members = owner.filter { ["courier", "division"].contains($0.name) }
        members.append(.init("base", Self.point(base)))
        if let address { members.append(.init("address", Self.point(address))) }
        if due > 0 { members.append(.init("due_kop", JSON(due))) }
        return .object(members)
    }

    /// The body of a step as the phone sends it the first time, or again some seconds later.
    func body(_ step: Step, again seconds: Int = 0) -> JSON {
        let moment = begin + step.after + .seconds(Int64(seconds))
        var members: [JSON.Member] = [
            .init("step", .string(step.name)), .init("at", .string(moment.rfc3339)),
            .init("event", .string("\(id)/\(step.name)/\(seconds)")),
        ]
        members += owner
        if let place = checkIn(step, at: moment) { members.append(.init("checkin", place)) }
        for fact in step.facts where !["distance", "accuracy", "age", "mock", "missing"].contains(fact.name) {
            guard fact.name == "photos" else {
                members.append(fact)
                continue
            }
            members.append(.init("photos", .array((fact.value.array ?? []).map { Self.photo($0, at: moment) })))
        }
        return .object(members)
    }

    private func checkIn(_ step: Step, at moment: Instant) -> JSON? {
        let facts = JSON.object(step.facts)
        if facts["missing"]?.bool == true { return ["missing": true] }
        guard let distance = facts["distance"]?.int, let accuracy = facts["accuracy"]?.int, let age = facts["age"]?.int
        else { return nil }
        let target = step.name == "started" ? base : address ?? base
        // A degree of latitude is 111 km and 195 m.
        let place = (latitude: target.latitude + Double(distance) / 111_195, longitude: target.longitude)
        return .object(
            (Self.point(place).members ?? []) + [
                .init("accuracy_m", JSON(accuracy)), .init("at", .string((moment - .seconds(Int64(age))).rfc3339)),
                .init("mock", facts["mock"] ?? false), .init("platform", "ios"),
            ])
    }

    private static func photo(_ photo: JSON, at moment: Instant) -> JSON {
        .object(
            (photo.members ?? []).map { member in
                guard member.name == "age" else { return member }
                return .init("at", .string((moment - .seconds(Int64(member.value.int ?? 0))).rfc3339))
            })
    }

    private static func point(_ point: (latitude: Double, longitude: Double)) -> JSON {
        [
            "lat": .number(String(format: "%.6f", point.latitude)),
            "lon": .number(String(format: "%.6f", point.longitude)),
        ]
    }
}
