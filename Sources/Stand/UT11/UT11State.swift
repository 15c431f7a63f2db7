import Messages

/// What stands in the data base, behind its lock.
struct UT11State {
    /// By entity set, then by GUID.
    var objects: [String: [String: UT11Object]] = [:]
    var count = 0
    var dataVersion: UInt64 = 1000
    var ordinal = 0
    var reorderings: [Reordering] = []
    /// The last number given out, by entity set.
    private var numbers: [String: Int] = [:]
    /// References by entity set, property and value, for the look-ups that senders make.
    private var index: [IndexKey: Set<String>] = [:]

    /// A value of one of the properties that objects are looked up by.
    struct IndexKey: Hashable {
        let set: String
        let property: String
        let value: String
    }

    static let indexed = ["Number", "Code", "Description", "ИНН", "КодДляПоиска", "Контрагент_Key"]
    static let reorderingLimit = 1000

    /// Objects that can pass the filter, found through an indexed term where there is one.
    func candidates(_ set: String, _ filter: ODataFilter) -> [UT11Object] {
        let all = objects[set] ?? [:]
        var references: Set<String> = []
        for terms in filter.alternatives {
            guard let found = lookedUp(set, terms) else { return Array(all.values) }
            references.formUnion(found)
        }
        return references.compactMap { all[$0] }
    }

    /// The references that an indexed one of some terms leads to; nil when none is.
    private func lookedUp(_ set: String, _ terms: [ODataFilter.Term]) -> Set<String>? {
        for term in terms {
            switch term.literal {
            case .guid(let guid) where term.property == "Ref_Key": return [guid]
            case .text(let value), .guid(let value):
                guard Self.indexed.contains(term.property) else { continue }
                return index[IndexKey(set: set, property: term.property, value: value)] ?? []
            default: continue
            }
        }
        return nil
    }

    mutating func store(_ object: UT11Object) {
        for property in Self.indexed {
            let before = objects[object.set]?[object.reference]?.header[property]?.string
            let after = object.header[property]?.string
            if before == after { continue }
            if let before {
                index[IndexKey(set: object.set, property: property, value: before)]?.remove(object.reference)
            }
            if let after {
                index[IndexKey(set: object.set, property: property, value: after), default: []].insert(object.reference)
            }
        }
        if objects[object.set]?[object.reference] == nil { count += 1 }
        objects[object.set, default: [:]][object.reference] = object
    }

    mutating func nextNumber(_ set: String) -> String {
        numbers[set, default: 0] += 1
        let digits = String(numbers[set] ?? 0)
        return "00УТ-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
