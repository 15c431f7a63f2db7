import Messages
import Synchronization

extension UT11Database {
    /// One object as 1С shows it.
    func read(
        _ entity: ODataEntity, _ reference: String, _ selection: Set<String>?
    ) throws(ODataFault) -> [JSON.Member] {
        guard let object = object(entity.set, reference), !object.isDeleted else { throw .noInstance }
        return object.rendered(as: entity, selecting: selection)
    }

    /// The objects that pass the filter, in the order that is asked for; oldest first where none is.
    func list(_ entity: ODataEntity, _ options: ODataOptions) throws(ODataFault) -> [JSON] {
        let filter = try options["$filter"].map { text throws(ODataFault) in try ODataFilter.read(text) }
        let order = try ODataOrder(options.order(), of: entity)
        let found = state.withLock { state in
            filter.map { state.candidates(entity.set, $0) } ?? Array((state.objects[entity.set] ?? [:]).values)
        }
        let passing = found.filter { object in
            !object.isDeleted && (filter?.passes { name in object.value(name, of: entity) } ?? true)
        }
        let ordered = passing.sorted { order.isEmpty ? $0.birth < $1.birth : order.precedes($0, $1) }
        let skipped = ordered.dropFirst(max(0, options["$skip"].flatMap(Int.init) ?? 0))
        let top = min(options["$top"].flatMap(Int.init) ?? 1000, 1000)
        return skipped.prefix(max(0, top)).map { .object($0.rendered(as: entity, selecting: options.selection)) }
    }
}

extension UT11Object {
    /// A property's value for a filter; nil when the entity has no such property.
    fileprivate func value(_ name: String, of entity: ODataEntity) -> JSON? {
        switch name {
        case "Ref_Key": .string(reference)
        case "Posted" where entity.isDocument: .bool(isPosted)
        default: header[name] ?? entity.properties[name]?.empty
        }
    }
}
