import Foundation
import Messages

/// Takes the members of a message's envelope one by one and collects what is wrong with them.
struct Envelope {
    private let document: JSONDocument
    private let members: [JSONDocument.Member]
    private var asked: [String] = []
    private(set) var faults: [Problem.Fault] = []

    /// - Parameter members: those of the document, which is an object.
    init(_ document: JSONDocument, _ members: [JSONDocument.Member]) {
        self.document = document
        self.members = members
    }

    /// All faults as one problem: required members missing, else values of a wrong form.
    var problem: Problem {
        return Problem(.validationFormat, "Сообщение заполнено неверно — \(faults.sentence).", faults: faults)
    }

    /// A required text of reasonable length.
    mutating func text(_ name: String) -> String? {
        guard let value = take(name), !value.isNull else {
            fail(name, "обязательное поле не заполнено")
            return nil
        }
        return checked(value, name)
    }

    mutating func optionalText(_ name: String) -> String? {
        guard let value = take(name), !value.isNull else { return nil }
        return checked(value, name)
    }

    /// A required GUID, in any of the forms that 1С writes; returned in lower case with dashes.
    mutating func guid(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        guard let guid = GUID.normalized(text) else {
            fail(name, "«\(text)» — не GUID")
            return nil
        }
        guard guid != GUID.empty else {
            fail(name, "пустая ссылка: у объекта ещё нет идентификатора")
            return nil
        }
        return guid
    }

    /// The version: a text or a whole number.
    mutating func version(_ name: String) -> String? {
        if let member = member(name), case .number(let digits) = document.value(of: member) {
            asked.append(name)
            return digits
        }
        return text(name)
    }

    /// A required time with a zone, or local to the source.
    mutating func time(_ name: String, zone: TimeZone) -> Instant? {
        guard let text = text(name) else { return nil }
        guard let instant = Instant(text, zoneIfAbsent: zone) else {
            fail(name, "«\(text)» — не время; нужно вида 2026-11-27T09:30:00 или с поясом +03:00")
            return nil
        }
        guard instant.milliseconds >= 946_684_800_000 else {
            fail(name, "«\(text)» раньше 2000 года: дата испорчена, исправьте её в источнике")
            return nil
        }
        return instant
    }

    mutating func operation(_ name: String) -> Messages.Operation? {
        guard let text = text(name) else { return nil }
        guard let operation = Messages.Operation(rawValue: text) else {
            fail(name, "«\(text)» не бывает; нужно upsert или delete")
            return nil
        }
        return operation
    }

    /// The object's attributes as JSON text, as received, and their digest; a deletion may come without them.
    mutating func data(_ name: String, for operation: Messages.Operation?) -> (text: String, digest: String)? {
        asked.append(name)
        let found = member(name)
        if let found, let digest = found.digest, document.isObject(found) {
            return (document.text(of: found), digest)
        }
        let value = found.map(document.value)
        if operation == .delete, value?.isNull ?? true { return ("{}", Digest.hex("{}".utf8)) }
        guard let value else {
            fail(name, "обязательное поле не заполнено")
            return nil
        }
        fail(name, "нужен объект JSON с реквизитами, а пришло: \(value.kind)")
        return nil
    }

    /// Says which members nobody asked for.
    mutating func finish() {
        for member in members where !asked.contains(member.name) {
            fail(member.name, "неизвестное поле; известны: \(asked.joined(separator: ", "))")
        }
    }

    private mutating func checked(_ value: JSON, _ name: String) -> String? {
        guard let text = value.string else {
            fail(name, "нужна строка, а пришло: \(value.kind)")
            return nil
        }
        guard !text.isEmpty else {
            fail(name, "обязательное поле не заполнено")
            return nil
        }
        guard !text.utf8.contains(0) else {
            fail(name, "символ с кодом 0 в тексте не хранится")
            return nil
        }
        // Characters are dear to count, and never more than bytes.
        guard text.utf8.count <= MessageReader.textLimit || text.count <= MessageReader.textLimit else {
            fail(name, "длиннее \(MessageReader.textLimit) символов")
            return nil
        }
        return text
    }

    private mutating func take(_ name: String) -> JSON? {
        asked.append(name)
        return member(name).map(document.value)
    }

    private func member(_ name: String) -> JSONDocument.Member? { members.first { $0.name == name } }

    private mutating func fail(_ field: String, _ message: String) {
        faults.append(.init(field: field, message: message))
    }
}
