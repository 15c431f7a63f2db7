/// One thing in УТ 11 that is not as it should be.
struct Discrepancy: Hashable, CustomStringConvertible {
    let address: Address
    /// How people know the object.
    let name: String
    /// The property, or `объект` for whether it is there at all.
    let field: String
    let wanted: String
    let has: String

    var description: String {
        "\(address) «\(name)», \(field): должно быть «\(wanted)», а там «\(has)»"
    }
}

extension Array where Element == Discrepancy {
    /// As many as can be read, the first of each set and field before others like it.
    var told: String {
        let kinds = Dictionary(grouping: self) { $0.address.set + " " + $0.field }.sorted { $0.key < $1.key }
        let lines = kinds.flatMap { kind, all in ["\(kind): \(all.count)"] + all.prefix(5).map { "    \($0)" } }
        return lines.prefix(100).joined(separator: "\n")
    }
}
