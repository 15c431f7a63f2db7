/// What a figure comes to against its bars.
enum Verdict: String {
    case aim, floor, missed, reported

    init(_ value: Double, _ bars: Figure.Bars) {
        func reaches(_ bar: Double) -> Bool { bars.isSmallerBetter ? value <= bar : value >= bar }
        if reaches(bars.aim) {
            self = .aim
        } else if let floor = bars.floor {
            self = reaches(floor) ? .floor : .missed
        } else {
            self = .reported
        }
    }

    /// How it is shown in the table.
    var mark: String {
        switch self {
        case .aim: "++ aim"
        case .floor: "+  ok"
        case .missed: "-  MISSED"
        case .reported: "   reported"
        }
    }
}
