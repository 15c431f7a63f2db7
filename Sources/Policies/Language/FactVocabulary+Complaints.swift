package import Messages
import Scripts

extension FactVocabulary {
    /// What is wrong with facts, each with its path: names that no rule knows, and values of another sort.
    package func complaints(_ facts: JSON) -> [Problem.Fault] {
        guard facts.members != nil else {
            return [.init(field: "", message: "нужен объект фактов, а это \(facts.kind)")]
        }
        return complaints(facts, at: "", as: "")
    }

    /// Facts that are the host's own to say, where somebody else says them.
    package static func forged(_ facts: JSON) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        if facts[StepFacts.window] != nil {
            faults.append(.init(field: StepFacts.window, message: "это считает сам почтарь: уберите"))
        }
        if facts["answer"]?["approved_by"] != nil {
            faults.append(
                .init(field: "answer.approved_by", message: "это пишет сам почтарь, когда шаг разрешат: уберите"))
        }
        return faults
    }

    /// - Parameters:
    ///   - place: where the value stands: `photos[2]`.
    ///   - path: what the vocabulary calls it: `photos[]`.
    private func complaints(_ value: JSON, at place: String, as path: String) -> [Problem.Fault] {
        (value.members ?? []).flatMap { member -> [Problem.Fault] in
            let inner = path.isEmpty ? member.name : "\(path).\(member.name)"
            let here = place.isEmpty ? member.name : "\(place).\(member.name)"
            if member.value.isNull { return [] }
            if let sort = sort(inner) {
                if sort.covers(member.value) { return [] }
                return [.init(field: here, message: "нужно \(sort.title), а это \(member.value.kind)")]
            }
            if isBranch(inner) {
                if member.value.members != nil { return complaints(member.value, at: here, as: inner) }
                return [.init(field: here, message: "нужен объект, а это \(member.value.kind)")]
            }
            guard isList(inner) else {
                return [.init(field: here, message: "такого факта никто не знает\(advice(on: inner))")]
            }
            guard let items = member.value.array else {
                return [.init(field: here, message: "нужен список, а это \(member.value.kind)")]
            }
            return items.enumerated().flatMap { index, item -> [Problem.Fault] in
                let spot = "\(here)[\(index)]"
                if let sort = sort(inner + "[]") {
                    return sort.covers(item) ? [] : [.init(field: spot, message: "нужно \(sort.title)")]
                }
                if item.members != nil { return complaints(item, at: spot, as: inner + "[]") }
                return [.init(field: spot, message: "нужен объект, а это \(item.kind)")]
            }
        }
    }
}
