package import Messages

/// Takes personal data out of a sample: telephones, e-mail addresses, people's names, ИНН, documents and addresses are
/// replaced by others of the same shape. A pure function: the same sample gives the same masked one, and the same word
/// becomes the same word wherever it stands.
package struct SampleMask {
    /// The sample as it may lie beside a mapping.
    package private(set) var sample: JSON
    /// What was masked, as paths without numbers of rows: `data.ИНН`, `needs.data.Адрес`.
    package private(set) var paths: [String] = []

    private let mask: TextMask
    /// Names of people that stand in the sample, to be found in its other texts.
    private var names: Set<String> = []

    /// - Parameter sample: the whole message in the form of a sample file.
    package init(_ sample: JSON) {
        // The seed is everything that the masked sample does not tell: it cannot be guessed piece by piece.
        mask = TextMask(seed: Digest.hex(sample.bytes(sortingKeys: true)))
        self.sample = sample
        guard let members = sample.members else { return }
        names = Self.names(in: sample).union(sample["needs"]?.array?.flatMap(Self.names) ?? [])
        self.sample = .object(
            members.map { member in
                guard member.name == "needs", let objects = member.value.array else {
                    return masked(member, of: sample, at: "")
                }
                let masked = objects.map { object -> JSON in
                    guard let members = object.members else { return object }
                    return .object(members.map { self.masked($0, of: object, at: "needs.") })
                }
                return .init(member.name, .array(masked))
            })
        paths = Set(paths).sorted()
    }

    /// What people would know the object by, when it is a person.
    private static func names(in object: JSON) -> Set<String> {
        guard isPerson(object), let data = object["data"] else { return [] }
        let names = [object["presentation"], data["Наименование"], data["НаименованиеПолное"], data["Ссылка"]?["name"]]
        return Set(names.compactMap { $0?.string }.filter { $0.count > 3 })
    }

    private static func isPerson(_ object: JSON) -> Bool {
        if PersonalField.isPerson(type: object["type"]?.string ?? "") { return true }
        let isSaid = object["data"]?["ЮрФизЛицо"]?.string?.hasPrefix("Физ") ?? false
        return isSaid || object["data"]?["ИНН"]?.string.map { $0.count == 12 } ?? false
    }

    private mutating func masked(_ member: JSON.Member, of object: JSON, at path: String) -> JSON.Member {
        switch member.name {
        case "presentation": .init(member.name, masked(member.value, .plain, path + member.name))
        case "data": .init(member.name, masked(member.value, .plain, path + member.name))
        default: member
        }
    }

    private mutating func masked(_ value: JSON, _ field: PersonalField, _ path: String) -> JSON {
        switch value {
        case .string(let text): return .string(noted(masked(text, field), text, path))
        case .number(let text):
            guard field == .words || field == .digits, !text.contains(where: \.isLetter) else { return value }
            return .number(noted(maskedNumber(text), text, path))
        case .array(let rows): return .array(rows.map { masked($0, field, path) })
        case .object(let members):
            if value["ref"] != nil { return maskedReference(members, field, path) }
            return .object(
                members.map { member in
                    let inner = Self.field(member.name, in: field, path)
                    return .init(member.name, masked(member.value, inner, "\(path).\(member.name)"))
                })
        case .null, .bool: return value
        }
    }

    /// What a member's name says, and what the names above it do: of contact information everything is personal but
    /// its sort.
    private static func field(_ name: String, in outer: PersonalField, _ path: String) -> PersonalField {
        if name == "Тип" || name == "Вид" { return .plain }
        if path.contains("КонтактнаяИнформация") { return .words }
        let own = PersonalField(name)
        return own == .plain ? outer : own
    }

    private mutating func maskedReference(
        _ members: [JSON.Member], _ field: PersonalField, _ path: String
    ) -> JSON {
        let isPerson = PersonalField.isPerson(type: members.first { $0.name == "type" }?.value.string ?? "")
        return .object(
            members.map { member in
                guard member.name == "name" else { return member }
                return .init("name", masked(member.value, isPerson ? .words : field, "\(path).name"))
            })
    }

    private func masked(_ text: String, _ field: PersonalField) -> String {
        if text.isEmpty || GUID.normalized(text) != nil { return text }
        if names.contains(text) { return mask.scrambled(text) }
        switch field {
        case .digits: return mask.digits(text)
        // What is recognised looks the same as in a text without a telling name.
        case .words: return maskedParts(text) { mask.scrambled($0) }
        case .taxNumber:
            guard text.count == 12, text.allSatisfy(\.isASCIIDigit) else { return maskedParts(text) }
            return mask.taxNumber(text)
        case .plain: return maskedParts(names.sorted().reduce(text) { $0.replacing($1, with: mask.scrambled($1)) })
        }
    }

    private func maskedParts(_ text: String, between: (String) -> String = { $0 }) -> String {
        let characters = Array(text)
        var result = ""
        var end = 0
        for (range, sort) in TextSearch(text).found {
            result += between(String(characters[end..<range.lowerBound]))
            let part = String(characters[range])
            switch sort {
            case .email: result += mask.email(part)
            case .telephone: result += mask.digits(part)
            case .taxNumber: result += mask.taxNumber(part)
            case .name: result += mask.scrambled(part)
            }
            end = range.upperBound
        }
        return result + between(String(characters[end...]))
    }

    /// A number stays one: its first digit stays.
    private func maskedNumber(_ text: String) -> String {
        guard text.count > 1, text.allSatisfy(\.isASCIIDigit) else { return text }
        return String(text.prefix(1)) + mask.digits(String(text.dropFirst()))
    }

    private mutating func noted(_ masked: String, _ text: String, _ path: String) -> String {
        if masked != text { paths.append(path) }
        return masked
    }
}
