import Messages

/// Takes the members of a command's body one by one; what is wrong with them is said all at once, each fault with its
/// place. A member that nobody asked for is a fault too: a misspelt filter must not mean everything.
struct CommandReader {
    /// No text of a command may be longer.
    private static let textLimit = 500
    /// No list of a command may be longer.
    private static let listLimit = 200

    private let members: [JSON.Member]
    private let prefix: String
    private var asked: [String] = []
    private(set) var faults: [Problem.Fault] = []

    init(_ body: ReceivedBody) throws(Problem) {
        guard let members = body.json?.members else {
            throw Problem(.validationFormat, "Тело запроса должно быть объектом JSON.")
        }
        self.init(members, prefix: "")
    }

    private init(_ members: [JSON.Member], prefix: String) {
        self.members = members
        self.prefix = prefix
    }

    /// A required text; empty when it is missing, which is a fault.
    mutating func text(_ name: String) -> String {
        if let text = optionalText(name) { return text }
        if take(name)?.isNull ?? true { fail(name, "обязательное поле не заполнено") }
        return ""
    }

    mutating func optionalText(_ name: String) -> String? {
        guard let value = take(name), !value.isNull else { return nil }
        guard let text = value.string else {
            fail(name, "нужна строка, а пришло: \(value.kind)")
            return nil
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            fail(name, "значение пусто")
            return nil
        }
        guard text.count <= Self.textLimit else {
            fail(name, "длиннее \(Self.textLimit) символов")
            return nil
        }
        return text
    }

    /// A whole number within a range; `standard` when it is absent.
    mutating func number(_ name: String, in range: ClosedRange<Int>, default standard: Int) -> Int {
        guard let value = take(name), !value.isNull else { return standard }
        guard let number = value.int, range.contains(number) else {
            fail(name, "нужно целое число от \(range.lowerBound) до \(range.upperBound)")
            return standard
        }
        return number
    }

    /// False when it is absent.
    mutating func flag(_ name: String) -> Bool {
        guard let value = take(name), !value.isNull else { return false }
        if value.bool == nil { fail(name, "нужно true или false, а пришло: \(value.kind)") }
        return value.bool ?? false
    }

    /// Nil when it is absent.
    mutating func optionalFlag(_ name: String) -> Bool? {
        guard let value = take(name), !value.isNull else { return nil }
        if value.bool == nil { fail(name, "нужно true или false, а пришло: \(value.kind)") }
        return value.bool
    }

    /// A required moment; nil after a fault.
    mutating func instant(_ name: String) -> Instant? {
        let text = text(name)
        return text.isEmpty ? nil : instant(name, text)
    }

    /// A moment; nil when it is absent.
    mutating func optionalInstant(_ name: String) -> Instant? {
        optionalText(name).flatMap { instant(name, $0) }
    }

    private mutating func instant(_ name: String, _ text: String) -> Instant? {
        let instant = Instant(rfc3339: text)
        if instant == nil { fail(name, "«\(text)» — не время с поясом; нужно вида 2026-11-27T09:30:00+03:00") }
        return instant
    }

    /// One of the words that a type knows.
    mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _: Word.Type) -> Word? {
        let text = text(name)
        guard !text.isEmpty else { return nil }
        guard let word = Word(rawValue: text) else {
            fail(name, "«\(text)» не бывает; известны: \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        return word
    }

    /// The texts of an object within the body; empty when it is absent.
    mutating func texts(_ name: String, known: [String]) -> [String: String] {
        guard let value = take(name), !value.isNull else { return [:] }
        guard let members = value.members else {
            fail(name, "нужен объект JSON, а пришло: \(value.kind)")
            return [:]
        }
        var inner = CommandReader(members, prefix: prefix + name + ".")
        var texts: [String: String] = [:]
        for name in known { texts[name] = inner.optionalText(name) }
        faults += inner.allFaults
        return texts
    }

    /// The members of an object whose names are the caller's; nil when it is absent.
    mutating func members(_ name: String) -> [JSON.Member]? {
        guard let value = take(name), !value.isNull else { return nil }
        if value.members == nil { fail(name, "нужен объект JSON, а пришло: \(value.kind)") }
        return value.members
    }

    /// The lists of texts of an object within the body, a single text being a list of one; empty when it is absent.
    mutating func lists(_ name: String, known: [String]) -> [String: [String]] {
        guard let value = take(name), !value.isNull else { return [:] }
        guard let members = value.members else {
            fail(name, "нужен объект JSON, а пришло: \(value.kind)")
            return [:]
        }
        var inner = CommandReader(members, prefix: prefix + name + ".")
        var lists: [String: [String]] = [:]
        for name in known { lists[name] = inner.list(name) }
        faults += inner.allFaults
        return lists
    }

    private mutating func list(_ name: String) -> [String] {
        guard let value = take(name), !value.isNull else { return [] }
        let items = value.array ?? [value]
        guard items.count <= Self.listLimit else {
            fail(name, "длиннее \(Self.listLimit) значений")
            return []
        }
        return items.compactMap { item in
            if let text = item.string, text.contains(where: { !$0.isWhitespace }), text.count <= Self.textLimit {
                return text
            }
            fail(name, "нужны непустые строки не длиннее \(Self.textLimit) символов")
            return nil
        }
    }

    /// Adds a fault that only the command itself can see.
    mutating func fail(_ name: String, _ message: String) {
        faults.append(.init(field: prefix + name, message: message))
    }

    /// Throws all faults as one problem.
    func finish() throws(Problem) {
        let faults = allFaults
        guard !faults.isEmpty else { return }
        throw Problem(.validationFormat, "Запрос заполнен неверно — \(faults.sentence).", faults: faults)
    }

    private var allFaults: [Problem.Fault] {
        let unknown = members.filter { !asked.contains($0.name) }.map { member in
            Problem.Fault(
                field: prefix + member.name, message: "неизвестное поле; известны: \(asked.joined(separator: ", "))")
        }
        return faults + unknown
    }

    private mutating func take(_ name: String) -> JSON? {
        if !asked.contains(name) { asked.append(name) }
        return members.first { $0.name == name }?.value
    }
}
