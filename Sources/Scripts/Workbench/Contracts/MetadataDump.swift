import Messages

/// A JSON dump of 1С metadata: `documents`, `catalogs` and `enums`, in either spelling of their keys.
struct MetadataDump {
    private let root: JSON
    private let types: MetadataTypes

    /// - Throws: when it has neither documents nor catalogues.
    init(_ root: JSON, named name: String) throws(WorkbenchFault) {
        guard root["documents"]?.members != nil || root["catalogs"]?.members != nil else {
            throw WorkbenchFault("\(name): это не выгрузка метаданных: нет ни documents, ни catalogs")
        }
        self.root = root
        let enumerations = (root["enums"]?.members ?? []).map { member in
            (member.name, (member.value.array ?? member.value["values"]?.array ?? []).compactMap(\.string))
        }
        types = MetadataTypes(enumerations: Dictionary(enumerations, uniquingKeysWith: { first, _ in first }))
    }

    /// Where the dump says that it comes from.
    var origin: String? { root["_source"]?.string }

    /// Every object of the dump, catalogues first.
    var drafts: [DraftType] {
        [("catalogs", ObjectFamily.catalog), ("documents", .document)].flatMap { key, family in
            (root[key]?.members ?? []).map { draft($0.name, $0.value, family) }
        }
    }

    private func draft(_ name: String, _ object: JSON, _ family: ObjectFamily) -> DraftType {
        let type = "\(family.title).\(name)"
        let required = object["fillChecking"]
        let standard = Self.names(required?["standard"]).compactMap { StandardAttribute(named: $0)?.title }
        let wanted = Set(Self.names(required?["header"]) + standard)
        let own = standardFields(type, object, family) + fields(object["attributes"])
        let tables = (object["tabular"]?.members ?? []).map { table in
            DraftType.Table(
                name: table.name,
                fields: Self.requiring(
                    Set(Self.names(required?["rows"]?[table.name])), fields(table.value["columns"] ?? table.value)))
        }
        return DraftType(
            name: type, title: object["synonym"]?.string, fields: Self.requiring(wanted, own),
            tables: tables.filter { !$0.fields.isEmpty })
    }

    /// What the platform gives every object of the kind, as far as the object's own facts say that it has it.
    private func standardFields(_ type: String, _ object: JSON, _ family: ObjectFamily) -> [DraftField] {
        func fact(_ name: String) -> String? {
            object[name]?.string ?? object[name.prefix(1).uppercased() + name.dropFirst()]?.string
        }
        func text(_ length: String?, _ kind: String?) -> Field.Kind? {
            guard let size = length.flatMap({ Int($0) }), size > 0 else { return nil }
            return kind == "Number" ? .number(digits: size, fraction: 0) : .string(length: size)
        }
        var kinds: [(StandardAttribute, Field.Kind?)] = [(.reference, .reference([type])), (.deletionMark, .boolean)]
        if family == .document {
            kinds += [
                (.number, text(fact("numberLength"), fact("numberType"))), (.date, .date),
                (.posted, fact("posting") == "Deny" ? nil : .boolean),
            ]
        } else {
            let owners = Self.names(object["owners"]).compactMap { ObjectFamily.type($0[...]) }
            let isTree = fact("hierarchical") == "true"
            kinds += [
                (.code, text(fact("codeLength"), fact("codeType"))), (.name, text(fact("descriptionLength"), nil)),
                (.owner, owners.isEmpty ? nil : .reference(owners)), (.parent, isTree ? .reference([type]) : nil),
                (.folder, isTree && fact("hierarchyType") != "HierarchyOfItems" ? .boolean : nil),
            ]
        }
        return kinds.compactMap { attribute, kind in kind.map { DraftField(name: attribute.title, kind: $0) } }
    }

    private func fields(_ attributes: JSON?) -> [DraftField] {
        let fields = (attributes?.members ?? []).compactMap { member -> DraftField? in
            guard let spelled = member.value.string ?? member.value["type"]?.string else { return nil }
            var field = types.field(member.name, spelled)
            field.isOwn = member.value["vendor"]?.bool == false
            return field
        }
        return fields.filter { !$0.isOwn } + fields.filter(\.isOwn)
    }

    private static func requiring(_ names: Set<String>, _ fields: [DraftField]) -> [DraftField] {
        fields.map { field in
            var field = field
            field.isRequired = names.contains(field.name)
            return field
        }
    }

    private static func names(_ list: JSON?) -> [String] { (list?.array ?? []).compactMap(\.string) }
}
