/// Reads a mapping key by key and remembers which keys were asked for; at the end of the reading every other key is
/// told as unknown, with the nearest known one.
///
///     let name = map.required("name")?.string()
///     let radius = map.optional("radius_m")?.int(in: 1...10_000) ?? 100
///     guard let name else { return nil }
///
/// Belongs to one reading and one thread.
package final class YAMLMapping {
    /// Where the mapping begins.
    package let place: YAMLPlace

    private let values: [String: YAMLNode]
    private let entriesInOrder: [YAMLEntry]
    private let complaints: YAMLComplaints
    private let readers: YAMLReaders
    private var known: Set<String> = []
    private var ignoresRest = false

    init(_ entries: [YAMLEntry], at place: YAMLPlace, complaints: YAMLComplaints, readers: YAMLReaders) {
        self.place = place
        entriesInOrder = entries
        values = Dictionary(entries.map { ($0.key.text, $0.value) }, uniquingKeysWith: { first, _ in first })
        self.complaints = complaints
        self.readers = readers
        readers.add(self)
    }

    /// The value of a key that must be there; without it a fault is told.
    package func required(_ key: String) -> YAMLValue? {
        known.insert(key)
        if let node = values[key] { return value(node, key) }
        fault("нет обязательного ключа «\(key)»: добавьте его")
        return nil
    }

    /// The value of a key that may be absent.
    package func optional(_ key: String) -> YAMLValue? {
        known.insert(key)
        return values[key].map { value($0, key) }
    }

    /// All entries in the order of the file, for mappings whose keys are names; none is unknown then.
    package func entries() -> [YAMLNamed] {
        ignoresRest = true
        return entriesInOrder.map { entry in
            YAMLNamed(name: entry.key.text, place: entry.key.place, value: value(entry.value, entry.key.text))
        }
    }

    /// Leaves keys that nobody asked for unjudged, for a reader that gives up before it has asked for all.
    package func ignoreRest() {
        ignoresRest = true
    }

    /// Tells a fault of the mapping as a whole.
    package func fault(_ sentence: String) {
        complaints.add(at: place, sentence)
    }

    /// Tells every key that nobody asked for. Called by the reading itself, once, after the last question.
    func finish() {
        guard !ignoresRest else { return }
        for entry in entriesInOrder where !known.contains(entry.key.text) {
            let advice =
                if let near = NearestWord.to(entry.key.text, among: known) {
                    NearestWord.advice(near)
                } else if known.isEmpty {
                    ": удалите его"
                } else {
                    ": здесь можно \(known.sorted().map { "«\($0)»" }.joined(separator: ", "))"
                }
            complaints.add(at: entry.key.place, "неизвестный ключ \(Quotation(entry.key.text))\(advice)")
        }
    }

    private func value(_ node: YAMLNode, _ key: String) -> YAMLValue {
        YAMLValue(node, label: key, complaints: complaints, readers: readers)
    }
}
