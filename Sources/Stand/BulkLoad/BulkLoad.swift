import Messages

/// What somebody's bulk load has made of a base of 10.3: most objects as they are, some with dirt in their names or
/// twice, some not at all. The same for the same base.
package struct BulkLoad: Sendable {
    /// Of a hundred objects so many come with dirt, where nobody says otherwise.
    package static let usualDirt = 5
    /// Of a hundred objects so many were forgotten.
    private static let forgotten = 10

    /// In the order in which they were loaded.
    package private(set) var objects: [LoadedObject] = []
    private let source: Source103
    private let dirt: Int
    /// Partners' references by their sources' serials.
    private var partners: [Int: String] = [:]

    /// - Parameter dirt: how many of a hundred objects come with dirt or twice.
    package init(of source: Source103, dirt: Int = Self.usualDirt) {
        self.source = source
        self.dirt = dirt
        for object in source.of(.warehouse, .itemGroup, .item, .service, .partner, .branch) { load(object) }
    }

    /// The objects that were loaded from one of 10.3.
    package func objects(of source: Object103) -> [LoadedObject] {
        objects.filter { $0.source == source }
    }

    private mutating func load(_ object: Object103) {
        var numbers = SeededNumbers(seed: source.seed, serial: object.serial, salt: 5)
        guard !numbers.chance(Self.forgotten) else { return }
        var fates: [LoadedObject.Fate] = [.homoglyph, .doubleSpace, .hardSpace, .double, .shadowed]
        if object.kind == .item { fates.append(.otherArticle) }
        let fate = numbers.chance(dirt) ? numbers.one(of: fates) : .equal
        let data = source.data(object, version: 1)
        let name = (data["Наименование"]?.string ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let names: [String] =
            switch fate {
            case .equal, .otherArticle: [name]
            case .homoglyph: [Self.mistyped(name)]
            case .doubleSpace: [name.replacing(" ", with: "  ", maxReplacements: 1)]
            case .hardSpace: [name.replacing(" ", with: "\u{A0}", maxReplacements: 1)]
            case .double: [name, name]
            case .shadowed: [name, Self.mistyped(name)]
            }
        for name in names { enter(object, fate, name, data, &numbers) }
    }

    /// A name that has no letter to mistype gets a space instead.
    private static func mistyped(_ name: String) -> String {
        let mistyped = Wording.mistyped(name)
        return mistyped == name ? name.replacing(" ", with: "  ", maxReplacements: 1) : mistyped
    }

    /// Everything that one object of 10.3 is in УТ 11, under one name.
    private mutating func enter(
        _ object: Object103, _ fate: LoadedObject.Fate, _ name: String, _ data: JSON, _ numbers: inout SeededNumbers
    ) {
        func add(_ set: String, _ header: [String: JSON]) -> String {
            let reference = numbers.guid()
            let common: [String: JSON] = ["Description": .string(name), "DeletionMark": false]
            objects.append(
                LoadedObject(
                    source: object, fate: fate, set: set, reference: reference, name: name,
                    header: common.merging(header) { _, own in own }))
            return reference
        }
        switch object.kind {
        case .warehouse: _ = add("Catalog_Склады", ["IsFolder": false])
        case .itemGroup: _ = add("Catalog_Номенклатура", ["IsFolder": true])
        case .item, .service:
            let article = (data["Артикул"]?.string ?? "") + (fate == .otherArticle ? "-1" : "")
            _ = add("Catalog_Номенклатура", ["IsFolder": false, "Артикул": .string(article)])
        case .partner:
            let partner = add("Catalog_Партнеры", [:])
            partners[object.serial] = partners[object.serial] ?? partner
            _ = add("Catalog_Контрагенты", taxNumbers(data, partner))
        case .branch:
            let head = object.needs.last.flatMap { partners[$0] } ?? ODataProperty.emptyGUID
            _ = add("Catalog_Контрагенты", taxNumbers(data, head))
        default: break
        }
    }

    /// A КПП of one digit is written for the form's sake; nobody loads it.
    private func taxNumbers(_ data: JSON, _ partner: String) -> [String: JSON] {
        let reason = data["КПП"]?.string ?? ""
        return [
            "ИНН": data["ИНН"] ?? "", "КПП": .string(reason.count == 9 ? reason : ""), "Партнер_Key": .string(partner),
        ]
    }
}
