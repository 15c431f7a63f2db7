/// Where an object of УТ 11 is.
struct Address: Hashable, Comparable, CustomStringConvertible {
    let set: String
    let reference: String

    var description: String { "\(set)(\(reference))" }

    static func < (left: Address, right: Address) -> Bool {
        (left.set, left.reference) < (right.set, right.reference)
    }
}
