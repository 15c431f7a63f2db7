import Messages
import Stand
import Storage

/// What became of each object that may have been in УТ 11 before: adopted, created or asked about; and what of that
/// must not be.
struct Census: Sendable {
    private(set) var adopted = 0
    private(set) var created = 0
    private(set) var complaints: [String] = []
    /// The protocol of the unmatched.
    let lines: [UnmatchedItem]

    private static let types = [
        "Catalog_Партнеры": "Справочник.Партнеры", "Catalog_Контрагенты": "Справочник.Контрагенты",
        "Catalog_Номенклатура": "Справочник.Номенклатура", "Catalog_Склады": "Справочник.Склады",
    ]

    /// - Parameter isDecided: whether a person has been asked already.
    init(_ objects: [Object103], _ load: BulkLoad, _ books: Books, isDecided: Bool) async throws {
        let keys = objects.map(\.key)
        let (known, asked, welcomed) = try await books.store.read { session in
            (
                try session.crossReferences(of: keys), try session.unmatched(limit: 10_000),
                try session.journal(kind: .redriven, limit: 10_000)
            )
        }
        lines = asked
        let new = Set(welcomed.filter { $0.summary.contains("решил создать новый") }.compactMap(\.object))
        var owners: [String: Object103] = [:]
        // Whoever is asked about, and whoever leans on one that is.
        var waiting = Set(objects.filter { object in asked.contains { $0.object == object.key } }.map(\.serial))
        for object in objects where !waiting.isDisjoint(with: object.needs) { waiting.insert(object.serial) }
        for object in objects {
            let references = (known[object.key]?["ut11"] ?? []).filter { !$0.isShared }
            for set in object.expected {
                let type = Self.types[set] ?? set
                let twins = load.objects(of: object).filter { $0.set == set }
                let line = asked.first { $0.object == object.key }
                guard let reference = references.first(where: { $0.targetType == type })?.reference else {
                    if line != nil || !waiting.contains(object.serial) { check(object, type, line, twins) }
                    continue
                }
                if let other = owners.updateValue(object, forKey: type + reference) {
                    complaints.append("\(reference) is \(object.name) and \(other.name)")
                }
                if let twin = load.objects.first(where: { $0.reference == reference }) {
                    adopted += 1
                    let isRight = twin.source == object && (isDecided || Self.isSure(twin, among: twins))
                    if !isRight { complaints.append("\(object.name) is taken for \(twin.name)") }
                } else {
                    created += 1
                    let isAllowed = twins.isEmpty || new.contains(object.key)
                    if !isAllowed { complaints.append("\(object.name) is created beside \(twins.map(\.name))") }
                }
            }
        }
    }

    /// Whether nobody needs to ask: it is the only one of this name, or of this ИНН.
    private static func isSure(_ twin: LoadedObject, among twins: [LoadedObject]) -> Bool {
        if twin.set == "Catalog_Контрагенты" { return twins.count == 1 }
        return twin.fate == .equal || (twin.fate == .shadowed && twin == twins.first)
    }

    /// Of an object that УТ 11 does not have as ours: it must be asked about, with all that it may be.
    private mutating func check(
        _ object: Object103, _ type: String, _ line: UnmatchedItem?, _ twins: [LoadedObject]
    ) {
        guard let line else {
            complaints.append("\(object.name) is nowhere in \(type)")
            return
        }
        // A counterparty whose partner is asked about comes after it.
        guard line.targetType == type else { return }
        let shown = Set((line.detail?["candidates"]?.array ?? []).compactMap { $0["reference"]?.string })
        if !Set(twins.map(\.reference)).isSubset(of: shown) {
            complaints.append("\(object.name): \(twins.map(\.name)) are not all shown")
        }
    }
}
