/// A list or mapping whose end has not been read yet.
struct YAMLOpenNode {
    private enum Content {
        case sequence([YAMLNode])
        case mapping([YAMLEntry], lines: [String: Int], key: YAMLScalar?)
    }

    private var content: Content
    let place: YAMLPlace
    let anchor: String?
    /// Nodes inside and itself, with those that aliases stand for.
    private(set) var weight = 1
    /// Levels of lists and mappings, itself included.
    private(set) var height = 1

    private init(_ content: Content, _ event: YAMLEvent) {
        self.content = content
        place = event.place
        anchor = event.anchor
    }

    static func sequence(_ event: YAMLEvent) -> YAMLOpenNode { YAMLOpenNode(.sequence([]), event) }

    static func mapping(_ event: YAMLEvent) -> YAMLOpenNode {
        YAMLOpenNode(.mapping([], lines: [:], key: nil), event)
    }

    /// Whether the next node is a key.
    var awaitsKey: Bool {
        if case .mapping(_, _, nil) = content { true } else { false }
    }

    /// The finished node.
    var closed: YAMLNode {
        switch content {
        case .sequence(let nodes): .sequence(nodes, place)
        case .mapping(let entries, _, _): .mapping(entries, place)
        }
    }

    /// Takes the next key. One that was there already, or a merge, is complained of.
    mutating func take(key: YAMLScalar, _ complaints: YAMLComplaints) {
        guard case .mapping(let entries, var lines, _) = content else { return }
        content = .sequence([])  // so that the entries have one owner and are not copied
        if key.text == "<<", !key.quoted {
            complaints.add(at: key.place, "слияние «<<» не поддерживается: перечислите ключи явно")
        } else if key.isNull || key.text.isEmpty {
            complaints.add(at: key.place, "пустой ключ: напишите имя ключа перед двоеточием")
        } else if let line = lines[key.text] {
            complaints.add(at: key.place, "ключ \(Quotation(key.text)) уже есть в строке \(line): оставьте один")
        } else {
            lines[key.text] = key.place.line
        }
        content = .mapping(entries, lines: lines, key: key)
    }

    /// Takes a finished list item or value.
    mutating func take(_ child: YAMLBuiltNode) {
        weight += child.weight
        height = max(height, child.height + 1)
        switch content {
        case .sequence(var nodes):
            content = .sequence([])
            nodes.append(child.node)
            content = .sequence(nodes)
        case .mapping(var entries, let lines, let key?):
            content = .sequence([])
            entries.append(YAMLEntry(key: key, value: child.node))
            content = .mapping(entries, lines: lines, key: nil)
        case .mapping(_, _, nil):
            preconditionFailure("a value follows its key")
        }
    }
}
