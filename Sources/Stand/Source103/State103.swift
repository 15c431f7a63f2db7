/// What people do to an object as a whole, beside its content: they post it, mark it, date it back.
package struct State103: Sendable, Hashable {
    /// Whether the document is posted; nil for as it was entered.
    let isPosted: Bool?
    /// Marked for deletion. A marked document is not posted.
    let isMarked: Bool
    /// By how many days the document is dated back; up to 30.
    let daysBack: Int

    init(isPosted: Bool? = nil, isMarked: Bool = false, daysBack: Int = 0) {
        self.isPosted = isPosted
        self.isMarked = isMarked
        self.daysBack = daysBack
    }

    /// As it was entered, and nothing done to it since.
    package static let asEntered = State103()

    /// A time of November 2026, and how many days it was dated back from that.
    func dated(day: Int, time: String) -> String {
        let day = day - daysBack
        let (month, inMonth) = day > 0 ? ("11", day) : ("10", day + 31)
        return "2026-\(month)-\(TaxNumbers.padded(inMonth, 2))T\(time)"
    }
}
