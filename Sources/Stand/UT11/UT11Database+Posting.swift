import Messages
import Synchronization

extension UT11Database {
    /// Posts a document, after the checks that writing did not make. The stand is stricter than 1С in one thing:
    /// it also refuses where a reference of a type that we send leads nowhere, so that a lost dependency cannot hide.
    func post(_ entity: ODataEntity, _ reference: String, key: String?) throws(ODataFault) {
        let at = now()
        try state.withLock { state throws(ODataFault) in
            guard var object = state.objects[entity.set]?[reference], !object.isDeleted else { throw .noInstance }
            if object.isMarked { throw .refusal("Помеченный на удаление документ не может быть проведен!") }
            let empty = Self.emptyFields(object, entity)
            if !empty.isEmpty { throw .refusal("Не удалось провести документ. " + empty.joined(separator: " ")) }
            let dangling = danglingReferences(object, entity, state)
            if !dangling.isEmpty { throw .refusal("Объект не найден: " + dangling.joined(separator: ", ")) }
            let changes = !object.isPosted || object.postedHash != object.hash
            object.isPosted = true
            object.postedHash = object.hash
            state.write(&object, changes ? .posted : nil, key, at)
        }
    }

    /// Takes the posting back; nothing happens to a document that is not posted.
    func unpost(_ entity: ODataEntity, _ reference: String, key: String?) throws(ODataFault) {
        let at = now()
        try state.withLock { state throws(ODataFault) in
            guard var object = state.objects[entity.set]?[reference], !object.isDeleted else { throw .noInstance }
            let changes = object.isPosted
            object.isPosted = false
            state.write(&object, changes ? .unposted : nil, key, at)
        }
    }

    /// 1С's sentences about the fields its fill check misses, header first.
    private static func emptyFields(_ object: UT11Object, _ entity: ODataEntity) -> [String] {
        var sentences = entity.properties.values
            .filter { $0.isRequired && $0.isEmpty(object.header[$0.name]) }
            .map(\.title).sorted().map { "Поле \"\($0)\" не заполнено." }
        for (part, properties) in entity.parts.sorted(by: { $0.key < $1.key }) {
            let required = properties.values.filter(\.isRequired).sorted { $0.title < $1.title }
            for (index, row) in (object.parts[part] ?? []).enumerated() {
                for property in required where property.isEmpty(row[property.name]) {
                    sentences.append(
                        "Не заполнена колонка \"\(property.title)\" в строке \(index + 1) списка \"\(part)\".")
                }
            }
        }
        return Array(sentences.prefix(20))
    }

    private func danglingReferences(_ object: UT11Object, _ entity: ODataEntity, _ state: UT11State) -> [String] {
        var missing: [String] = []
        let rows = (object.parts.map { ($0.key, $0.value) }).flatMap { part, rows in
            rows.map { (entity.parts[part] ?? [:], $0) }
        }
        for (properties, values) in [(entity.properties, object.header)] + rows {
            for property in properties.values where !property.isEmpty(values[property.name]) {
                guard let set = target(property, values), schema.entities[set]?.isSent == true,
                    let guid = values[property.name]?.string
                else { continue }
                let found = state.objects[set]?[guid]
                if found == nil || found?.isDeleted == true { missing.append("\(property.title) \(set)(\(guid))") }
            }
        }
        return Array(missing.sorted().prefix(20))
    }

    /// The entity set that a filled reference leads to; nil for what is no reference.
    private func target(_ property: ODataProperty, _ values: [String: JSON]) -> String? {
        switch property.kind {
        case .reference(let set): set
        case .composite, .any:
            values[property.name + "_Type"]?.string.map { String($0.dropFirst("StandardODATA.".count)) }
        default: nil
        }
    }
}
