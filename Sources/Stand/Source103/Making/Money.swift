/// Sums as 10.3 exports them.
enum Money {
    /// `1234.50`: always two digits behind the point.
    static func text(kopecks: Int) -> String {
        let digits = String(abs(kopecks % 100))
        return "\(kopecks < 0 ? "-" : "")\(abs(kopecks / 100)).\(digits.count < 2 ? "0" + digits : digits)"
    }
}
