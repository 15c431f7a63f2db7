import CLua
import Messages

extension Sandbox {
    /// Runs `map` of a mapping over one message.
    ///
    /// - Parameter now: local time as ISO text, what scripts see as `ctx.now`.
    func map(
        _ mapping: Mapping, of tree: ScriptTree, message: MappingInput, now: String
    ) throws(ScriptFault) -> MappingResult {
        let (program, chunk) = try chunk(mapping.unit, of: tree)
        let reader = try reader(mapping, of: tree)
        let table = slots(mapping, of: tree)
        let needs = try NeedTable(message.needed) { key throws(ScriptFault) in
            try neededReader(key.system, key.type, of: tree)
        }
        let status = withText(message.data) { data in
            withText(Array(message.key.id.utf8)) { id in
                withText(Array((message.presentation ?? "").utf8)) { name in
                    withText(Array(now.utf8)) { now in
                        var request = pochtar_map_request(
                            chunk: chunk, libraries: program.libraries, tables: program.tables, source: reader,
                            slots: table.slots.baseAddress, slot_count: Int32(mapping.slots.count),
                            single: mapping.isSingle, id: id, name: name, data: data, now: now,
                            needs: needs.baseAddress, need_count: Int32(message.needed.count))
                        return pochtar_vm_map(vm, &request)
                    }
                }
            }
        }
        try check(status, tree, mapping.unit)
        let outcome = try outcome(mapping, tree)
        var unread: [String] = []
        // Who skips or rejects an object leaves most of it unread.
        if case .objects = outcome { unread = self.unread(reader, mapping) }
        var result = MappingResult(
            outcome: outcome, unread: unread,
            trace: lines(pochtar_vm_trace(vm)), instructions: Int(pochtar_vm_instructions(vm)))
        if isWatching { watch(&result, of: tree) }
        return result
    }

    private func outcome(_ mapping: Mapping, _ tree: ScriptTree) throws(ScriptFault) -> MappingOutcome {
        var first = pochtar_text()
        var second = pochtar_text()
        let verdict = pochtar_vm_verdict(vm, &first, &second)
        switch verdict {
        case POCHTAR_SKIP: return .skip(string(first))
        case POCHTAR_UNMATCHED: return .unmatched(field: string(first), value: string(second))
        case POCHTAR_WAIT:
            let parts = string(second).split(separator: "\n", maxSplits: 1).map(String.init)
            let key = ObjectKey(system: mapping.system, type: string(first), id: parts[0])
            return .wait(key, name: parts.count > 1 ? parts[1] : nil)
        case POCHTAR_REJECT:
            let place = string(second)
            return .reject(string(first), place: place.isEmpty ? nil : place)
        default:
            let objects = (0..<pochtar_vm_object_count(vm)).map { object($0, of: mapping) }
            return .objects(try SlotOrder.sorted(objects, in: tree.source(mapping.unit)))
        }
    }

    private func object(_ index: Int32, of mapping: Mapping) -> MappedObject {
        var number: Int32 = 0
        var content = pochtar_text()
        pochtar_vm_object(vm, index, &number, &content)
        let slot = mapping.slots[Int(number)]
        let references = (0..<pochtar_vm_reference_count(vm, index)).map { position in
            let found = pochtar_vm_reference(vm, index, position)
            return Reference(
                targetType: String(cString: found.type),
                source: ObjectKey(
                    system: mapping.system, type: String(cString: found.source_type), id: String(cString: found.id)),
                name: found.name.map { String(cString: $0) })
        }
        let bits = pochtar_vm_owns(vm, index)
        let owns =
            bits == 0
            ? [] : mapping.slots.enumerated().filter { bits & (1 << UInt64($0.offset)) != 0 }.map(\.element.name)
        let text = checkedString(content)
        return MappedObject(
            slot: slot.name, targetType: slot.type, content: text, references: references, owns: owns)
    }

    private func unread(_ reader: OpaquePointer, _ mapping: Mapping) -> [String] {
        lines(pochtar_vm_unread(vm, reader)).filter { path in
            !mapping.ignore.contains { Self.path(path, isWithin: $0) }
        }
    }

    /// Whether a path is the other one or goes on from it: `Товары.Цена` is within `Товары`.
    private static func path(_ path: String, isWithin other: String) -> Bool {
        let (path, other) = (path.utf8, other.utf8)
        guard path.starts(with: other) else { return false }
        return path.count == other.count || path.dropFirst(other.count).first == UInt8(ascii: ".")
    }

    private func lines(_ text: pochtar_text) -> [String] {
        string(text).split(separator: "\n").map(String.init)
    }

    /// What the host wrote as JSON: it has looked at each byte, and nobody need look again.
    private func checkedString(_ text: pochtar_text) -> String {
        UnsafeRawBufferPointer(start: text.bytes, count: text.length).withMemoryRebound(to: UInt8.self) { bytes in
            String(copying: UTF8Span(unchecked: bytes.span))
        }
    }

    private func string(_ text: pochtar_text) -> String {
        String(decoding: UnsafeRawBufferPointer(start: text.bytes, count: text.length), as: UTF8.self)
    }
}
