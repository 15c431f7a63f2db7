import CLua
import Messages

/// Needed objects in the form that the C side reads, for as long as one run lasts.
final class NeedTable {
    private let needs: UnsafeMutableBufferPointer<pochtar_need>
    private let texts: UnsafeMutableRawBufferPointer

    /// - Parameter reader: the reader of an object's type.
    init(
        _ objects: [NeededObject], reader: (ObjectKey) throws(ScriptFault) -> OpaquePointer
    ) throws(ScriptFault) {
        var readers: [OpaquePointer] = []
        for object in objects { readers.append(try reader(object.key)) }
        // Each text ends with a zero: types are C strings, and an empty text still has an address.
        let parts = objects.map { object in
            [object.key.type, object.key.id, object.version?.presentation ?? "", object.version?.data ?? ""]
                .map { Array($0.utf8) + [0] }
        }
        needs = .allocate(capacity: objects.count)
        texts = .allocate(byteCount: parts.joined().reduce(0) { $0 + $1.count }, alignment: 1)
        texts.copyBytes(from: parts.joined().joined())
        var at = texts.baseAddress?.assumingMemoryBound(to: CChar.self)
        for (index, object) in objects.enumerated() {
            let placed = parts[index].map { part in
                defer { at = at?.advanced(by: part.count) }
                return pochtar_text(bytes: at, length: part.count - 1)
            }
            needs.initializeElement(
                at: index,
                to: pochtar_need(
                    type: placed[0].bytes, id: placed[1], name: placed[2],
                    data: object.version == nil ? pochtar_text() : placed[3], source: readers[index]))
        }
    }

    deinit {
        needs.deallocate()
        texts.deallocate()
    }

    var baseAddress: UnsafePointer<pochtar_need>? { UnsafePointer(needs.baseAddress) }
}
