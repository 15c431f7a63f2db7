extension Int {
    /// The number as people write it: `10 000`.
    var readable: String {
        let digits = Array(String(magnitude))
        var groups: [String] = []
        for end in stride(from: digits.count, to: 0, by: -3) {
            groups.append(String(digits[Swift.max(0, end - 3)..<end]))
        }
        return (self < 0 ? "-" : "") + groups.reversed().joined(separator: " ")
    }
}
