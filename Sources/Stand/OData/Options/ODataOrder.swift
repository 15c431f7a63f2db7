import Foundation
import Messages

/// `$orderby`: in which order objects are listed.
struct ODataOrder: Sendable {
    private let terms: [(property: String, isDescending: Bool)]

    /// - Throws: where the entity has no such property.
    init(_ terms: [(property: String, isDescending: Bool)], of entity: ODataEntity) throws(ODataFault) {
        for term in terms where term.property != "Ref_Key" && entity.properties[term.property] == nil {
            throw .wrongOption(term.property)
        }
        self.terms = terms
    }

    var isEmpty: Bool { terms.isEmpty }

    /// Whether one object comes before another.
    func precedes(_ one: UT11Object, _ other: UT11Object) -> Bool {
        for term in terms {
            let (first, second) = (Self.key(one, term.property), Self.key(other, term.property))
            if first != second { return (first < second) != term.isDescending }
        }
        return Self.inside(one.reference) < Self.inside(other.reference)
    }

    private static func key(_ object: UT11Object, _ property: String) -> String {
        if property == "Ref_Key" { return inside(object.reference) }
        switch object.header[property] {
        case .string(let text): return text
        case .bool(let flag): return flag ? "1" : "0"
        case .number(let number):
            let value = NSDecimalNumber(string: number).doubleValue
            // Bits of a double in the order of the numbers.
            let bits = value.bitPattern
            let ordered = value.sign == .minus ? ~bits : bits | 1 << 63
            let digits = String(ordered, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        default: return ""
        }
    }

    /// References are ordered as 1С keeps them, which is not how they are written: the last groups first.
    private static func inside(_ reference: String) -> String {
        let groups = reference.split(separator: "-")
        guard groups.count == 5 else { return reference }
        return [groups[3], groups[4], groups[2], groups[1], groups[0]].joined()
    }
}
