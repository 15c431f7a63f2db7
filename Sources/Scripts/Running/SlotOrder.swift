/// Puts the objects of an answer in writing order.
enum SlotOrder {
    /// Objects after those that they refer to with own(), else as declared.
    static func sorted(_ objects: [MappedObject], in source: LuaSource?) throws(ScriptFault) -> [MappedObject] {
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
                let place = rest.lazy.compactMap { source?.place(ofString: $0.slot) }.first
                throw ScriptFault(
                    kind: .failed, file: source?.path ?? "", line: place?.line ?? 0, column: place?.column,
                    message: "слоты \(names) ссылаются друг на друга по кругу через own: первым не записать ни один, "
                        + "уберите одну из ссылок")
            }
            sorted.append(rest.remove(at: next))
        }
        return sorted
    }
}
