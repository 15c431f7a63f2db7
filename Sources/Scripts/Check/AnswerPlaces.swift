import YAML

/// Where the parts of a JSON file stand: JSON is YAML that keeps its places.
struct AnswerPlaces {
    private let root: YAMLNode?
    private let file: String

    init(_ bytes: [UInt8], file: String) {
        self.file = file
        root = try? YAMLDocument(bytes, file: file).root
    }

    /// The place of a path of names and numbers, or of the nearest part above it.
    func place(of path: [String]) -> YAMLPlace {
        guard var node = root else { return YAMLPlace(file: file, line: 1, column: 1) }
        for step in path {
            switch node {
            case .mapping(let entries, _):
                guard let entry = entries.first(where: { $0.key.text == step }) else { return node.place }
                node = entry.value
            case .sequence(let items, _):
                guard let index = Int(step), items.indices.contains(index) else { return node.place }
                node = items[index]
            case .scalar: return node.place
            }
        }
        return node.place
    }
}
