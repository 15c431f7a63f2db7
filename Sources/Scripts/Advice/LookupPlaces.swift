import YAML

/// Where the values of `mappings/tables` stand.
enum LookupPlaces {
    /// The first place of a value, in the order of files.
    static func place(of value: String, in files: TreeFiles) -> YAMLPlace? {
        for path in files.paths(under: "mappings/tables/", suffix: ".yaml") {
            guard let root = try? YAMLDocument(files.files[path, default: []], file: path).root else { continue }
            if let place = place(of: value, in: root) { return place }
        }
        return nil
    }

    private static func place(of value: String, in node: YAMLNode) -> YAMLPlace? {
        switch node {
        case .mapping(let entries, _): entries.lazy.compactMap { place(of: value, in: $0.value) }.first
        case .sequence(let items, _): items.lazy.compactMap { place(of: value, in: $0) }.first
        case .scalar(let scalar): scalar.text == value ? node.place : nil
        }
    }
}
