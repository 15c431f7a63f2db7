import Messages
import Storage

extension Placeholders {
    /// Content with everything in it that is known: the target's references of source objects, and of other slots.
    static func filled(_ content: String, _ references: [Reference: String], own: [CrossReference]) -> JSON {
        let slots = Dictionary(own.map { ($0.slot, (type: $0.targetType, reference: $0.reference)) }) { first, _ in
            first
        }
        let resolved = resolveOwn(resolve(content, references), slots).content
        guard let fields = try? JSONReader.read(resolved.utf8) else {
            preconditionFailure("the host wrote this content itself")
        }
        return fields
    }
}
