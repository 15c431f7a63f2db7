extension Int {
    /// Kopecks as people write money: `183 400 ₽`, `99,05 ₽`.
    var roubles: String {
        let (whole, kopecks) = magnitude.quotientAndRemainder(dividingBy: 100)
        let cents = kopecks == 0 ? "" : kopecks < 10 ? ",0\(kopecks)" : ",\(kopecks)"
        return "\(self < 0 ? "-" : "")\(Int(whole).readable)\(cents) ₽"
    }

    /// This part of a whole as people write it, to a tenth: `12,3 %`.
    func share(of whole: Int) -> String {
        guard whole > 0 else { return "0 %" }
        let tenths = Int((Double(self) * 1000 / Double(whole)).rounded())
        if tenths == 0, self > 0 { return "< 0,1 %" }
        return tenths.isMultiple(of: 10) ? "\(tenths / 10) %" : "\(tenths / 10),\(tenths % 10) %"
    }
}
