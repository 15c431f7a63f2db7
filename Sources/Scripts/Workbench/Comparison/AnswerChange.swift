import Messages

/// One difference between two answers to the same message.
package struct AnswerChange: Sendable, Hashable {
    /// What differs; a path begins with the slot: `контрагент.НаименованиеПолное`, `объект.Товары.Цена`.
    package enum Kind: Sendable, Hashable {
        case fieldChanged(String)
        case fieldAppeared(String)
        case fieldVanished(String)
        /// A table part has more rows, or fewer.
        case rowsChanged(String)
        case slotAppeared(String)
        case slotVanished(String)
        /// The slot is an object of another type.
        case slotRetyped(String)
        /// Another sort of answer.
        case outcome(from: String, to: String)
        /// The same sort of answer with other words.
        case words(of: String)
    }

    package let kind: Kind
    /// Short, for people.
    package let before: String
    package let after: String

    package init(kind: Kind, before: String, after: String) {
        self.kind = kind
        self.before = before
        self.after = after
    }

    /// Everything by which the second answer differs from the first. The same path in several rows is one change, shown
    /// by the first of them.
    package static func between(_ before: MappingAnswer, _ after: MappingAnswer) -> [AnswerChange] {
        if before == after { return [] }
        guard before.word == after.word else {
            return [
                AnswerChange(
                    kind: .outcome(from: before.word, to: after.word), before: ShortValue.cut(before.words),
                    after: ShortValue.cut(after.words))
            ]
        }
        guard case .outcome(.objects(let old)) = before, case .outcome(.objects(let new)) = after else {
            if before.words == after.words { return [] }
            return [
                AnswerChange(
                    kind: .words(of: before.word), before: ShortValue.cut(before.words),
                    after: ShortValue.cut(after.words))
            ]
        }
        return between(objects: old, new)
    }

    private static func between(objects old: [MappedObject], _ new: [MappedObject]) -> [AnswerChange] {
        var comparison = FieldComparison()
        for object in old {
            guard let match = new.first(where: { $0.slot == object.slot }) else {
                comparison.note(.slotVanished(object.slot), fields(of: object), nil)
                continue
            }
            if object.targetType != match.targetType {
                comparison.note(.slotRetyped(object.slot), .string(object.targetType), .string(match.targetType))
            }
            if object.content != match.content {
                comparison.compare(fields(of: object), fields(of: match), object.slot)
            }
        }
        for object in new where !old.contains(where: { $0.slot == object.slot }) {
            comparison.note(.slotAppeared(object.slot), nil, fields(of: object))
        }
        return comparison.changes
    }

    private static func fields(of object: MappedObject) -> JSON {
        guard let fields = try? JSONReader.read(object.content.utf8) else {
            preconditionFailure("the host wrote this content itself")
        }
        return fields
    }
}
