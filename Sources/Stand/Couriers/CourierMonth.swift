package import Messages

/// What couriers do in some days, as facts of their steps: mostly honest, sometimes unlucky, one of them careless. The
/// same for the same seed.
package struct CourierMonth: Sendable {
    private static let deliveriesADay = 8...24
    /// Of a hundred deliveries so many end as a return at the door.
    private static let returns = 6
    /// This courier is often not where he says.
    private static let careless = 7
    private static let divisions = ["Центр", "Север", "Юг"]
    private static let goods = ["Чехол", "Стекло", "Кабель", "Наушники"]

    package let seed: UInt32
    package let couriers: Int
    package let days: Int
    /// The first day's midnight.
    package let start: Instant

    package init(seed: UInt32, couriers: Int = 12, days: Int = 22, start: Instant) {
        self.seed = seed
        self.couriers = max(1, couriers)
        self.days = max(1, days)
        self.start = start
    }

    /// All steps of a day, courier by courier, each in the order of its time.
    package func steps(ofDay day: Int) -> [JSON] {
        (1...couriers).flatMap { courier in
            var numbers = SeededNumbers(seed: seed, serial: courier * 1000 + day, salt: 11)
            return shift(courier, day, &numbers)
        }
    }

    private func shift(_ courier: Int, _ day: Int, _ numbers: inout SeededNumbers) -> [JSON] {
        var time = start + .hours(24) * Double(day) + .minutes(Int64(9 * 60 + numbers.number(0...30)))
        var steps: [JSON] = []
        var cash = 0
        func step(_ name: String, _ facts: [JSON.Member]) {
            steps.append(
                .object(
                    [
                        .init("step", .string(name)), .init("at", .string(time.rfc3339)),
                        .init("courier", .string("К-\(courier < 10 ? "0" : "")\(courier)")),
                        .init("division", .string(Self.divisions[courier % Self.divisions.count])),
                        .init("shift", .string("\(courier)-\(day)")),
                    ] + facts))
        }
        for number in 0..<numbers.number(Self.deliveriesADay) {
            step("picked_up", [photo("pickup", &numbers)])
            time = time + .minutes(Int64(numbers.number(2...6)))
            if number == 0 { step("started", [place(isCareless: false, &numbers)]) }
            time = time + .minutes(Int64(numbers.number(8...30)))
            let isCareless = courier == Self.careless
            if numbers.chance(Self.returns) {
                let lines = returned(&numbers)
                step("return_accepted", [place(isCareless: isCareless, &numbers), photo("return", &numbers)] + lines)
                continue
            }
            cash += numbers.chance(60) ? numbers.number(500...9000) * 100 : 0
            step(
                "handed_over",
                [
                    place(isCareless: isCareless, &numbers), photo("handout", &numbers),
                    .init("cash", ["on_hand_kop": JSON(cash)]),
                ])
        }
        time = time + .minutes(30)
        step("cash_returned", [handIn(cash, &numbers), photo("cash", &numbers)])
        return steps
    }

    /// Where he was: in yards a phone errs, addresses are wrong now and then.
    private func place(isCareless: Bool, _ numbers: inout SeededNumbers) -> JSON.Member {
        if numbers.chance(1) { return .init("geo", ["missing": true]) }
        if numbers.chance(1) { return .init("geo", ["no_target": true]) }
        var distance = numbers.number(0...60)
        if numbers.chance(4) { distance = numbers.number(80...240) }
        if numbers.chance(2) || isCareless && numbers.chance(12) { distance = numbers.number(150...2500) }
        let accuracy = numbers.chance(6) ? numbers.number(55...130) : numbers.number(4...45)
        let age = numbers.chance(2) ? numbers.number(500...3000) : numbers.number(1...180)
        var members: [JSON.Member] = [
            .init("distance_m", JSON(distance)), .init("accuracy_m", JSON(accuracy)), .init("age_s", JSON(age)),
        ]
        if numbers.number(1...400) == 1 { members.append(.init("mock", true)) }
        return .init("geo", .object(members))
    }

    private func photo(_ kind: String, _ numbers: inout SeededNumbers) -> JSON.Member {
        if numbers.chance(2) { return .init("photos", []) }
        let side = numbers.chance(3) ? numbers.number(480...760) : 1080
        var members: [JSON.Member] = [
            .init("kind", .string(kind)), .init("width_px", JSON(side)), .init("height_px", JSON(side * 4 / 3)),
            .init("sharpness", .number("\(numbers.number(numbers.chance(5) ? 30...130 : 120...900)).5")),
            .init("age_s", JSON(numbers.chance(2) ? numbers.number(3000...9000) : numbers.number(2...300))),
        ]
        if numbers.chance(1) { members.append(.init("used_before", true)) }
        return .init("photos", .array([.object(members)]))
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
    private func handIn(_ goods: Int, _ numbers: inout SeededNumbers) -> JSON.Member {
        let delivery = numbers.number(2...12) * 25_000
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
        return .init("cash", .object(members))
    }
}
