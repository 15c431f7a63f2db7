import Foundation
import Messages

/// What couriers do in some shifts: mostly honest, sometimes unlucky, one of them careless. The same for the same seed,
/// but for the clock: every shift lies within the hours before `end`, because a step that comes a day late counts
/// nowhere.
struct CourierMonth: Sendable {
    private static let deliveriesAShift = 8...20
    /// Of a hundred deliveries so many end as a return at the door.
    private static let returns = 6
    /// This courier is often not where he says, and does not like to scan.
    private static let careless = 7
    private static let divisions = ["Центр", "Север", "Юг"]
    private static let goods = ["Чехол", "Стекло", "Кабель", "Наушники"]
    private static let base = (latitude: 55.7558, longitude: 37.6173)

    let seed: UInt32
    let couriers: Int
    let days: Int
    /// When the last step of each shift is done.
    let end: Instant

    init(seed: UInt32, couriers: Int = 12, days: Int = 22, end: Instant) {
        self.seed = seed
        self.couriers = max(1, couriers)
        self.days = max(1, days)
        self.end = end
    }

    /// What a courier has to do in a shift, task by task.
    func visits(courier: Int, day: Int) -> [CourierVisit] {
        var numbers = SeededNumbers(seed: seed, serial: courier * 1000 + day, salt: 11)
        let (isCareless, count) = (courier == Self.careless, numbers.number(Self.deliveriesAShift))
        let owner: [JSON.Member] = [
            .init("courier", .string("К-\(courier < 10 ? "0" : "")\(courier)")),
            .init("division", .string(Self.divisions[courier % Self.divisions.count])),
            .init("shift", .string("\(courier)-\(day)")), .init("plan", ["operations": JSON(count * 2)]),
        ]
        var time = Span.minutes(0)
        var visits: [CourierVisit] = []
        for number in 0..<count {
            var visit = CourierVisit(
                id: "ст-\(seed)-\(courier)-\(day)-\(number)", owner: owner, base: Self.base,
                address: numbers.chance(1) ? nil : Self.address(&numbers),
                due: numbers.chance(60) ? numbers.number(500...9000) * 100 : 0)
            func step(_ name: String, _ facts: [JSON.Member]) {
                visit.steps.append(CourierVisit.Step(name: name, after: time, facts: facts))
            }
            step("picked_up", [photo("pickup", &numbers), scan(isCareless, &numbers)].flatMap { $0 })
            time = time + .minutes(Int64(numbers.number(2...4)))
            step("started", place(isCareless: false, &numbers))
            time = time + .minutes(Int64(numbers.number(6...14)))
            if numbers.chance(Self.returns) {
                step(
                    "return_accepted",
                    place(isCareless: isCareless, &numbers) + photo("return", &numbers) + scan(isCareless, &numbers)
                        + returned(&numbers))
            } else {
                step(
                    "handed_over",
                    place(isCareless: isCareless, &numbers) + photo("handout", &numbers) + scan(isCareless, &numbers))
            }
            time = time + .minutes(2)
            visits.append(visit)
        }
        for place in visits.indices where visits[place].due > 0 && visits[place].steps.last?.name == "handed_over" {
            time = time + .minutes(2)
            let facts = handIn(visits[place].due, &numbers) + photo("cash", &numbers)
            visits[place].handIn = CourierVisit.Step(name: "cash_returned", after: time, facts: facts)
        }
        let begin = end - time - .minutes(15)
        return visits.map { $0.begun(at: begin) }
    }

    private static func address(_ numbers: inout SeededNumbers) -> (latitude: Double, longitude: Double) {
        (
            base.latitude + Double(numbers.number(-900...900)) / 10_000,
            base.longitude + Double(numbers.number(-1500...1500)) / 10_000
        )
    }

    /// Where he was, as the distance from where he should be: in yards a phone errs, addresses are wrong now and then.
    private func place(isCareless: Bool, _ numbers: inout SeededNumbers) -> [JSON.Member] {
        if numbers.chance(1) { return [.init("missing", true)] }
        var distance = numbers.number(0...60)
        if numbers.chance(4) { distance = numbers.number(80...240) }
        if numbers.chance(2) || isCareless && numbers.chance(12) { distance = numbers.number(150...2500) }
        let accuracy = numbers.chance(6) ? numbers.number(55...130) : numbers.number(4...45)
        let age = numbers.chance(2) ? numbers.number(500...3000) : numbers.number(1...180)
        return [
            .init("distance", JSON(distance)), .init("accuracy", JSON(accuracy)), .init("age", JSON(age)),
            .init("mock", .bool(numbers.number(1...400) == 1)),
        ]
    }

    private func photo(_ kind: String, _ numbers: inout SeededNumbers) -> [JSON.Member] {
        if numbers.chance(2) { return [.init("photos", [])] }
        let side = numbers.chance(3) ? numbers.number(480...760) : 1080
        let sharpness = numbers.number(numbers.chance(5) ? 30...130 : 120...900)
        let shot: JSON = [
            "kind": .string(kind), "width_px": JSON(side), "height_px": JSON(side * 4 / 3),
            "sharpness": .number("\(sharpness).5"),
            "age": JSON(numbers.chance(2) ? numbers.number(3000...9000) : numbers.number(2...300)),
            "hash": .string(Self.hash(numbers.chance(1) ? "один и тот же" : numbers.guid())),
        ]
        return [.init("photos", .array([shot]))]
    }

    /// Sixty-four hexadecimal digits that belong to a name.
    static func hash(_ name: String) -> String {
        var numbers = SeededNumbers(name: name)
        return (0..<4).map { _ in String(format: "%016lx", UInt(numbers.next())) }.joined()
    }

    private func scan(_ isCareless: Bool, _ numbers: inout SeededNumbers) -> [JSON.Member] {
        let roll = numbers.number(1...1000)
        if roll <= (isCareless ? 60 : 15) { return [] }
        if roll <= (isCareless ? 100 : 30) {
            let typed: JSON = [
                "code": .string(Self.ean(&numbers)), "manual": true, "has_photo": .bool(numbers.chance(85)),
            ]
            return [.init("scans", .array([typed]))]
        }
        if roll > 985 { return [.init("scan", ["exempt": "товар без штрихкода"])] }
        let code = numbers.chance(60) ? "ORDER:\(numbers.number(100_000...999_999))" : Self.ean(&numbers)
        let kind = code.hasPrefix("ORDER") ? "qr" : "ean13"
        return [.init("scans", .array([["code": .string(code), "symbology": .string(kind)]]))]
    }

    /// Thirteen digits, the last of which checks the others.
    private static func ean(_ numbers: inout SeededNumbers) -> String {
        let digits = [4, 6, 0] + (0..<9).map { _ in numbers.number(0...9) }
        let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 3) }
        return (digits + [(10 - sum % 10) % 10]).map(String.init).joined()
    }

    private func returned(_ numbers: inout SeededNumbers) -> [JSON.Member] {
        let isDefect = numbers.chance(30)
        let line: JSON = [
            "sku": .string(numbers.one(of: Self.goods)), "quantity": JSON(numbers.chance(5) ? 3 : 1), "remaining": 2,
            "quality": .string(isDefect ? "defect" : "new"),
            "reason": .string(isDefect && !numbers.chance(4) ? "не работает" : "не подошло"),
        ]
        let header: JSON = [
            "sale_found": .bool(!numbers.chance(3)),
            "age_s": JSON(numbers.chance(5) ? numbers.number(80_000...200_000) : numbers.number(600...40_000)),
        ]
        return [.init("return", header), .init("return_lines", .array([line]))]
    }

    /// What he hands in: now and then a little less, and not always with a reason.
    private func handIn(_ goods: Int, _ numbers: inout SeededNumbers) -> [JSON.Member] {
        let delivery = numbers.number(2...12) * 2500
        var given = goods
        if numbers.chance(8) { given -= min(goods, numbers.number(1...120)) }
        if numbers.chance(5) { given -= min(goods, goods * numbers.number(1...15) / 1000) }
        var members: [JSON.Member] = [
            .init("goods_due_kop", JSON(goods)), .init("goods_given_kop", JSON(given)),
            .init("delivery_due_kop", JSON(delivery)), .init("delivery_given_kop", JSON(delivery)),
        ]
        if given != goods, numbers.chance(50) {
            members += [.init("has_comment", true), .init("has_photo", true)]
        }
        return [.init("cash", .object(members))]
    }
}
