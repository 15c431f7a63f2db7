import Messages

/// The metadata that 1С publishes for OData (`$metadata`), read back into the names of 1С.
struct EDMXDocument {
    /// Entity types and the complex types of rows, by name.
    private let shapes: [String: MarkupElement]
    private let properties: EDMXProperties
    /// In the order of the file.
    private let entities: [MarkupElement]

    /// - Throws: when the file is no EDMX.
    init(_ root: MarkupElement, named name: String) throws(WorkbenchFault) {
        guard root.name == "Edmx", !root.descendants("Schema").isEmpty else {
            throw WorkbenchFault("\(name): это не EDMX: нужен ответ 1С на $metadata")
        }
        let schemas = root.descendants("Schema")
        entities = schemas.flatMap { $0.all("EntityType") }
        let complex = schemas.flatMap { $0.all("ComplexType") }
        shapes = Dictionary(
            (complex + entities).map { ($0.attributes["Name"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        properties = EDMXProperties(schemas)
    }

    /// What is published and is no object that can be referred to: registers, constants, journals.
    var otherEntities: [String] {
        entities.compactMap { $0.attributes["Name"] }.filter { ObjectFamily.type($0[...]) == nil }
    }

    /// Every object of the file; the rows of table parts stand in their objects.
    var drafts: [DraftType] {
        let rows = Set(entities.flatMap(tables).map(\.entity))
        return entities.compactMap { entity in
            let name = entity.attributes["Name"] ?? ""
            guard !rows.contains(name), let type = ObjectFamily.type(name[...]) else { return nil }
            return DraftType(
                name: type, title: nil, fields: properties.fields(of: entity, type: type),
                tables: tables(of: entity).map { table in
                    DraftType.Table(
                        name: table.name,
                        fields: shapes[table.row].map { properties.fields(of: $0, type: nil) } ?? [])
                }.filter { !$0.fields.isEmpty })
        }
    }

    /// The table parts of an entity: their name, the type of their rows, and the entity that the rows also are.
    private func tables(of entity: MarkupElement) -> [(name: String, row: String, entity: String)] {
        let owner = entity.attributes["Name"] ?? ""
        return entity.all("Property").compactMap { property in
            guard let name = property.attributes["Name"],
                let row = EDMXProperties.collected(property.attributes["Type"] ?? "")
            else { return nil }
            return (name, row, "\(owner)_\(name)")
        }
    }
}
