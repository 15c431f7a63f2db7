import Messages

/// What couriers did, as facts of their steps, one in ten seconds: mostly honest, sometimes unlucky, in the mix of a
/// working day. The same for the same number.
struct PastSteps {
    static let start = Instant(milliseconds: 1_795_780_800_000)

    /// A day of 32 steps: who starts, picks up and hands over by turns, has one return, and gives the cash back.
    private static let day = 32

    /// When a step is done.
    static func moment(_ number: Int) -> Instant { start + .seconds(10 * Int64(number)) }

    /// A step's facts.
    static func facts(_ number: Int) -> JSON {
        let place = number % day
        switch place {
        case 0: return step("started", number, [geo(number)])
        case day - 1: return step("cash_returned", number, [handIn(number), photo("cash", number)])
        case day - 2:
            let line: JSON = ["sku": "Чехол", "quantity": 1, "remaining": 2, "quality": "new", "reason": "не подошло"]
            let header: JSON = ["sale_found": true, "age_s": JSON(draw(number, 7, 600...90_000))]
            return step(
                "return_accepted", number,
                [
                    geo(number), photo("return", number), scan(number), .init("return", header),
                    .init("return_lines", [line]),
                ])
        case _ where place.isMultiple(of: 2):
            let cash: JSON = ["on_hand_kop": JSON(draw(number, 6, 0...11_000_000))]
            return step(
                "handed_over", number, [geo(number), photo("handout", number), scan(number), .init("cash", cash)])
        default: return step("picked_up", number, [photo("pickup", number), scan(number)])
        }
    }

    private static func step(_ name: String, _ number: Int, _ facts: [JSON.Member]) -> JSON {
        let courier = number / day % 40 + 1
        return .object(
            [
                .init("step", .string(name)), .init("at", .string(moment(number).rfc3339)),
                .init("courier", .string("К-\(courier)")), .init("division", "Центр"),
                .init("shift", .string("\(courier)-\(number / day / 40)")),
            ] + facts)
    }

    private static func geo(_ number: Int) -> JSON.Member {
        let isAway = draw(number, 1, 1...100) <= 6
        return .init(
            "geo",
            [
                "distance_m": JSON(draw(number, 2, isAway ? 80...400 : 0...60)),
                "accuracy_m": JSON(draw(number, 3, 4...64)), "age_s": JSON(draw(number, 4, 1...610)),
            ])
    }

    private static func photo(_ kind: String, _ number: Int) -> JSON.Member {
        let photo: JSON = [
            "kind": .string(kind), "width_px": 1080, "height_px": 1440,
            "sharpness": .number("\(draw(number, 5, 95...900)).5"), "age_s": 30,
        ]
        return .init("photos", [photo])
    }

    private static func scan(_ number: Int) -> JSON.Member {
        let isScanned = draw(number, 10, 1...100) > 4
        return .init("scans", isScanned ? [["code": .string("ORDER:\(number)"), "symbology": "qr"]] : [])
    }

    private static func handIn(_ number: Int) -> JSON.Member {
        let due = draw(number, 8, 100_000...9_000_000)
        let given = draw(number, 9, 1...20) == 1 ? due - due / 100 : due
        return .init(
            "cash",
            [
                "goods_due_kop": JSON(due), "goods_given_kop": JSON(given), "delivery_due_kop": 50_000,
                "delivery_given_kop": 50_000,
            ])
    }

    /// A number of a range, drawn by a step's number and what it is for.
    private static func draw(_ number: Int, _ salt: UInt64, _ range: ClosedRange<Int>) -> Int {
        var bits = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ salt &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 30) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        return range.lowerBound + Int(bits % UInt64(range.count))
    }
}
