import Foundation
import Messages
import Synchronization

extension UT11Database {
    /// POST: makes an object; with the caller's key where the base honours it.
    func create(
        _ entity: ODataEntity, _ content: ODataContent, key: String?, honouringReference: Bool
    ) throws(ODataFault) -> UT11Object {
        let at = now()
        return try state.withLock { state throws(ODataFault) in
            guard state.count < Self.objectLimit else { throw .refusal("Превышен размер базы стенда") }
            let wanted = honouringReference ? content.reference : nil
            let reference = wanted ?? UUID().uuidString.lowercased()
            let before = state.objects[entity.set]?[reference]
            if let before, !before.isDeleted { throw .keyTaken(reference) }
            var object = before ?? UT11Object(set: entity.set, reference: reference, header: [:], parts: [:])
            object.header = content.header
            object.parts = content.parts
            object.isDeleted = false
            object.isPosted = false
            state.number(&object, entity)
            state.write(&object, .created, key, at)
            if object.isMarked { state.write(&object, .marked, key, at) }
            return object
        }
    }

    /// PATCH: writes what was given, leaves the rest; a table part is replaced whole.
    func change(
        _ entity: ODataEntity, _ reference: String, _ content: ODataContent, key: String?
    ) throws(ODataFault) -> UT11Object {
        let at = now()
        return try state.withLock { state throws(ODataFault) in
            guard var object = state.objects[entity.set]?[reference], !object.isDeleted else { throw .noInstance }
            let (before, wasMarked) = (object.hash, object.isMarked)
            object.header.merge(content.header) { _, new in new }
            object.parts.merge(content.parts) { _, new in new }
            state.write(&object, object.hash == before ? nil : .changed, key, at)
            if object.isMarked != wasMarked {
                if object.isMarked, object.isPosted {
                    object.isPosted = false
                    state.write(&object, .unposted, key, at)
                }
                state.write(&object, object.isMarked ? .marked : .unmarked, key, at)
            }
            return object
        }
    }

    /// DELETE: physically.
    func delete(_ entity: ODataEntity, _ reference: String, key: String?) throws(ODataFault) {
        let at = now()
        try state.withLock { state throws(ODataFault) in
            guard var object = state.objects[entity.set]?[reference], !object.isDeleted else { throw .noInstance }
            object.isDeleted = true
            state.write(&object, .deleted, key, at)
        }
    }
}

extension UT11State {
    /// Stores the object and notes the effect; a write without one still moves the data version.
    mutating func write(_ object: inout UT11Object, _ kind: Effect.Kind?, _ key: String?, _ at: Instant) {
        dataVersion += 1
        object.dataVersion = dataVersion
        if let kind {
            ordinal += 1
            object.note(Effect(kind: kind, ordinal: ordinal, at: at, key: key, hash: object.hash))
            if kind == .created || kind == .changed { noteWitnesses(&object) }
        }
        store(object)
    }

    /// Sees which versions the object shows now, and whether one of them is older than what it showed before.
    private mutating func noteWitnesses(_ object: inout UT11Object) {
        object.witnesses = object.readWitnesses()
        for witness in object.witnesses {
            let newest = object.newest[witness.object] ?? 0
            if witness.version < newest, reorderings.count < Self.reorderingLimit {
                reorderings.append(
                    Reordering(
                        set: object.set, reference: object.reference, late: witness, newest: newest, ordinal: ordinal))
            }
            object.newest[witness.object] = max(newest, witness.version)
        }
    }

    /// Gives a number or code where the caller gave none.
    mutating func number(_ object: inout UT11Object, _ entity: ODataEntity) {
        let name = entity.isDocument ? "Number" : "Code"
        guard entity.properties[name] != nil, (object.header[name]?.string ?? "").isEmpty else { return }
        object.header[name] = .string(nextNumber(entity.set))
    }
}
