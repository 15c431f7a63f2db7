import Messages

extension Query {
    /// One of the words that a type knows; absent gives nil, anything else is `validation.format` that names them.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _: Word.Type) throws(Problem) -> Word? {
        guard let text = self[name] else { return nil }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.problem(name, "«\(text)» не бывает; известны: \(known)")
        }
        return word
    }

    /// Whether a parameter is set to 1 or true.
    func flag(_ name: String) -> Bool { self[name].map { $0 == "1" || $0 == "true" } ?? false }

    /// What is wrong with a parameter.
    static func problem(_ name: String, _ sentence: String) -> Problem {
        Problem(
            .validationFormat, "Параметр «\(name)»: \(sentence).", faults: [.init(field: name, message: sentence)])
    }
}
