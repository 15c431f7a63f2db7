/// One value on its way to a type. Each reader returns the value or tells a fault and returns nil.
///
/// A value that is there but empty (`key:`, `~`, `null`) is a fault for every reader: it looks like an unfinished edit.
package struct YAMLValue {
    /// The value as it stands in the file, for readers of free content.
    package let node: YAMLNode

    private let label: String?
    private let complaints: YAMLComplaints
    private let readers: YAMLReaders

    init(_ node: YAMLNode, label: String?, complaints: YAMLComplaints, readers: YAMLReaders) {
        self.node = node
        self.label = label
        self.complaints = complaints
        self.readers = readers
    }

    /// Where the value begins.
    package var place: YAMLPlace { node.place }

    /// Tells a fault at the value, for rules that only the caller knows.
    package func fault(_ sentence: String) {
        complaints.add(at: place, sentence)
    }

    /// A non-empty text; whatever is written plainly is taken as it stands (`no` is "no", `1.10` is "1.10").
    package func string() -> String? {
        scalar(expecting: "текст")?.text
    }

    /// `true` or `false`, without quotes.
    package func bool() -> Bool? {
        guard let scalar = scalar(expecting: "true или false") else { return nil }
        switch (scalar.text, scalar.quoted) {
        case ("true", false): return true
        case ("false", false): return false
        case ("true", true), ("false", true):
            fault("\(subject)кавычки превращают \(scalar.text) в текст: уберите их")
        default:
            fault("\(subject)ожидается true или false, а стоит \(Quotation(scalar.text)): напишите true или false")
        }
        return nil
    }

    /// One of the allowed words.
    package func choice(of allowed: [String]) -> String? {
        guard let text = scalar(expecting: "одно из слов")?.text else { return nil }
        if allowed.contains(text) { return text }
        let near = NearestWord.advice(on: text, among: allowed)
        let words = allowed.map { "«\($0)»" }.joined(separator: ", ")
        fault("\(subject)ожидается одно из: \(words), а стоит \(Quotation(text))\(near)")
        return nil
    }

    /// One of the cases of an enumeration, by its raw value.
    package func choice<Case: RawRepresentable<String> & CaseIterable>(_ type: Case.Type = Case.self) -> Case? {
        choice(of: type.allCases.map(\.rawValue)).flatMap(Case.init(rawValue:))
    }

    /// The items of a list, each to be read in its turn.
    package func items(count: ClosedRange<Int>? = nil) -> [YAMLValue]? {
        guard case .sequence(let nodes, _) = node else {
            tellMismatch(expecting: "список", advice: "каждый элемент с новой строки после «- » или [через, запятую]")
            return nil
        }
        if let count, !count.contains(nodes.count) {
            let limits = "от \(count.lowerBound) до \(count.upperBound)"
            fault("\(subject)элементов в списке \(nodes.count), а должно быть \(limits)")
            return nil
        }
        return nodes.map { YAMLValue($0, label: label, complaints: complaints, readers: readers) }
    }

    /// A list of texts.
    package func strings(count: ClosedRange<Int>? = nil) -> [String]? {
        list(count: count) { $0.string() }
    }

    /// A list whose every item `read` understands; nil when one was not understood, after all have been read.
    package func list<Item>(count: ClosedRange<Int>? = nil, _ read: (YAMLValue) -> Item?) -> [Item]? {
        guard let items = items(count: count) else { return nil }
        let read = items.map(read)
        let understood = read.compactMap { $0 }
        return understood.count == read.count ? understood : nil
    }

    /// A mapping, to be read key by key.
    package func mapping() -> YAMLMapping? {
        guard case .mapping(let entries, let place) = node else {
            tellMismatch(expecting: "набор «ключ: значение»", advice: "напишите ключи с новой строки с отступом")
            return nil
        }
        return YAMLMapping(entries, at: place, complaints: complaints, readers: readers)
    }

    /// The scalar, when it is one and not empty.
    func scalar(expecting what: String) -> YAMLScalar? {
        guard case .scalar(let scalar) = node, !scalar.isNull, !scalar.text.isEmpty else {
            tellMismatch(expecting: what, advice: "напишите одно значение")
            return nil
        }
        return scalar
    }

    /// «radius_m»: with a colon and a space, to begin a sentence with.
    var subject: String { label.map { "\(Quotation($0)): " } ?? "" }

    private func tellMismatch(expecting what: String, advice: String) {
        switch node {
        case .scalar(let scalar) where scalar.isNull || scalar.text.isEmpty:
            if label == nil {
                fault("файл пуст: ожидается \(what)")
            } else {
                fault("\(subject)значения нет: ожидается \(what); допишите его или удалите ключ")
            }
        case .scalar(let scalar): fault("\(subject)ожидается \(what), а стоит \(Quotation(scalar.text)): \(advice)")
        case .sequence: fault("\(subject)ожидается \(what), а стоит список: \(advice)")
        case .mapping: fault("\(subject)ожидается \(what), а стоит набор ключей: \(advice)")
        }
    }
}
