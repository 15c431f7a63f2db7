/// One `to_<target>.lua`: how objects of one source type become objects of one target.
package struct Mapping: Sendable, Hashable {
    package let file: String
    /// The target system: `ut11`.
    package let target: String
    /// The source: `ut103`, `Справочник.Контрагенты`.
    package let system: String
    package let type: String
    /// In the order in which `to` writes them.
    package let slots: [Slot]
    /// `to` is one string: the answer of `map` is the fields of the only slot.
    package let isSingle: Bool
    package let apiLevel: Int
    /// By slot: groups of target fields by which an object that is in the target already is known for ours, in order.
    package let match: [String: [[String]]]
    /// By slot: fields that tell objects apart. One that has another value in one of them is never adopted by `match`.
    package let distinct: [String: [String]]
    /// Paths through references to what the mapping reads of other source objects.
    package let needs: [NeedPath]
    /// Source attributes deliberately not read; a table part's name ignores the whole part.
    package let ignore: [String]

    let unit: Int

    /// The folder of the mapping's samples.
    var samples: String { file.split(separator: "/").dropLast().joined(separator: "/") + "/samples/" }
}
