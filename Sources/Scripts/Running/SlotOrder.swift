/// Puts the objects of an answer in writing order.
enum SlotOrder {
    /// Objects after those that they refer to with own(), else as declared.
    static func sorted(_ objects: [MappedObject], file: String) throws(ScriptFault) -> [MappedObject] {
        guard objects.contains(where: { !$0.owns.isEmpty }) else { return objects }
        var rest = objects
        var sorted: [MappedObject] = []
        let present = Set(objects.map(\.slot))
        while !rest.isEmpty {
            let written = Set(sorted.map(\.slot))
            let next = rest.firstIndex { object in
                object.owns.allSatisfy { written.contains($0) || $0 == object.slot || !present.contains($0) }
            }
            guard let next else {
                let names = rest.map { "«\($0.slot)»" }.joined(separator: ", ")
                throw ScriptFault(
                    kind: .failed, file: file, line: 0,
                    message: "слоты \(names) ссылаются друг на друга по кругу через own")
            }
            sorted.append(rest.remove(at: next))
        }
        return sorted
    }
}
