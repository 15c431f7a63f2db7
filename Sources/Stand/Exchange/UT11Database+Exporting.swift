import Messages
import Synchronization

extension UT11Database {
    /// The objects that were written after a data version, in the order in which they were written last.
    func written(after version: UInt64) -> [UT11Object] {
        state.withLock { state in
            state.objects.values.flatMap(\.values).filter { $0.dataVersion > version && $0.timesCreated > 0 }
        }.sorted { $0.dataVersion < $1.dataVersion }
    }

    /// An object as УТ 11's exporter writes it, in 1С's own names; nil for one that it does not publish.
    func message(_ object: UT11Object) -> JSON? {
        guard let entity = schema.entities[object.set], let at = object.effects.last?.at else { return nil }
        return [
            "source": "ut11", "type": .string(entity.type), "id": .string(object.reference),
            "version": .string(String(object.dataVersion)), "changed_at": .string(at.rfc3339),
            "operation": object.isDeleted ? "delete" : "upsert", "presentation": .string(object.presentation),
            "data": object.isDeleted ? .object([]) : data(object, entity),
        ]
    }

    private func data(_ object: UT11Object, _ entity: ODataEntity) -> JSON {
        var header = object.header
        if entity.isDocument { header["Posted"] = .bool(object.isPosted) }
        let reference: JSON = [
            "ref": .string(object.reference), "type": .string(entity.type), "name": .string(object.presentation),
        ]
        let parts = entity.parts.sorted { $0.key < $1.key }.map { name, properties in
            JSON.Member(name, .array((object.parts[name] ?? []).map { .object(values($0, properties)) }))
        }
        // A contract may name the object's own reference among its attributes; it is sent once.
        let attributes = values(header, entity.properties).filter { $0.name != "Ссылка" }
        return .object([.init("Ссылка", reference)] + attributes + parts)
    }

    private func values(_ values: [String: JSON], _ properties: [String: ODataProperty]) -> [JSON.Member] {
        properties.values.sorted { $0.title < $1.title }.filter { $0.title != "НомерСтроки" }.map { property in
            let value = values[property.name] ?? property.empty
            switch property.kind {
            case .reference(let set): return .init(property.title, link(value, set))
            case .composite, .any:
                let type = values[property.name + "_Type"]?.string ?? ODataProperty.undefinedType
                guard type.hasPrefix("StandardODATA."), type != ODataProperty.undefinedType else {
                    return .init(property.title, type == ODataProperty.undefinedType ? .null : value)
                }
                return .init(property.title, link(value, String(type.dropFirst("StandardODATA.".count))))
            case .long: return .init(property.title, value.string.map(JSON.number) ?? value)
            case .date: return .init(property.title, value == .string(ODataProperty.emptyDate) ? .null : value)
            case .string, .whole, .double, .boolean, .enumeration: return .init(property.title, value)
            }
        }
    }

    /// A reference with what it is called, as exporters write them; nothing for an empty one.
    private func link(_ value: JSON, _ set: String) -> JSON {
        guard let guid = value.string, guid != ODataProperty.emptyGUID, !guid.isEmpty,
            let type = schema.entities[set]?.type
        else { return .null }
        return ["ref": .string(guid), "type": .string(type), "name": .string(object(set, guid)?.presentation ?? "")]
    }
}
