/// Builds the tree from libyaml's events. What the parser can step over is gathered in `complaints`; what ends the
/// reading is thrown.
struct YAMLTreeBuilder {
    private let limits: YAMLLimits
    private let complaints: YAMLComplaints
    private var open: [YAMLOpenNode] = []
    private var anchors: [String: YAMLBuiltNode] = [:]
    private var aliased = 0
    private var documents = 0
    private var root: YAMLNode?

    init(limits: YAMLLimits, complaints: YAMLComplaints) {
        self.limits = limits
        self.complaints = complaints
    }

    /// Reads all events of the stream; the tree, or nil for an empty file.
    mutating func build(_ events: borrowing YAMLEventStream) throws(YAMLFault) -> YAMLNode? {
        while !complaints.isFull {
            let event = try events.next()
            if case .streamEnd = event.kind { break }
            try take(event)
        }
        return root
    }

    private mutating func take(_ event: YAMLEvent) throws(YAMLFault) {
        complainOfTag(event)
        switch event.kind {
        case .documentStart(let hasDirectives): try beginDocument(hasDirectives, event.place)
        case .alias(let name): try place(alias: name, event)
        case .scalar(let text, let quoted):
            try place(scalar: YAMLScalar(text: text, quoted: quoted, place: event.place), event)
        case .sequenceStart: try push(.sequence(event))
        case .mappingStart: try push(.mapping(event))
        case .collectionEnd: try pop()
        case .other, .streamEnd: break
        }
    }

    private mutating func beginDocument(_ hasDirectives: Bool, _ place: YAMLPlace) throws(YAMLFault) {
        documents += 1
        if documents > 1 {
            throw YAMLFault(
                at: place, "второй документ («---») в файле: оставьте один, остальное вынесите в другой файл")
        }
        if hasDirectives {
            throw YAMLFault(at: place, "строки с «%» перед «---» не поддерживаются: удалите их")
        }
    }

    private func complainOfTag(_ event: YAMLEvent) {
        guard let tag = event.tag else { return }
        complaints.add(
            at: event.place,
            "тег \(Quotation(tag)) не поддерживается: удалите его, а если это текст, возьмите в кавычки")
    }

    private mutating func push(_ node: YAMLOpenNode) throws(YAMLFault) {
        if open.last?.awaitsKey == true {
            throw YAMLFault(at: node.place, "ключом может быть только текст: возьмите его в кавычки")
        }
        guard open.count < limits.depth else { throw tooDeep(node.place) }
        open.append(node)
    }

    private mutating func pop() throws(YAMLFault) {
        let done = open.removeLast()
        try finish(YAMLBuiltNode(node: done.closed, weight: done.weight, height: done.height), anchor: done.anchor)
    }

    private mutating func place(scalar: YAMLScalar, _ event: YAMLEvent) throws(YAMLFault) {
        if let last = open.indices.last, open[last].awaitsKey {
            open[last].take(key: scalar, complaints)
            if let anchor = event.anchor {
                try remember(YAMLBuiltNode(node: .scalar(scalar), weight: 1, height: 0), anchor, scalar.place)
            }
        } else {
            try finish(YAMLBuiltNode(node: .scalar(scalar), weight: 1, height: 0), anchor: event.anchor)
        }
    }

    private mutating func place(alias name: String, _ event: YAMLEvent) throws(YAMLFault) {
        if open.last?.awaitsKey == true {
            throw YAMLFault(at: event.place, "ссылка «*\(name)» не может быть ключом: напишите ключ текстом")
        }
        guard let target = anchors[name] else {
            let isInside = open.contains { $0.anchor == name }
            throw YAMLFault(
                at: event.place,
                isInside
                    ? "ссылка «*\(name)» стоит внутри того, на что ссылается: уберите её"
                    : "ссылка «*\(name)» ни на что не указывает: если это текст, возьмите его в кавычки")
        }
        aliased += target.weight
        guard aliased <= limits.aliasedNodes else {
            throw YAMLFault(
                at: event.place,
                "ссылки («*имя») разворачиваются больше чем в \(limits.aliasedNodes) значений: выпишите их явно")
        }
        guard open.count + target.height <= limits.depth else { throw tooDeep(event.place) }
        try finish(target, anchor: nil)
    }

    private mutating func finish(_ built: YAMLBuiltNode, anchor: String?) throws(YAMLFault) {
        if let anchor { try remember(built, anchor, built.node.place) }
        if let last = open.indices.last { open[last].take(built) } else { root = built.node }
    }

    private mutating func remember(
        _ built: YAMLBuiltNode, _ anchor: String, _ place: YAMLPlace
    ) throws(YAMLFault) {
        guard anchors.updateValue(built, forKey: anchor) == nil else {
            throw YAMLFault(at: place, "метка «&\(anchor)» уже есть в этом файле: дайте другое имя")
        }
    }

    private func tooDeep(_ place: YAMLPlace) -> YAMLFault {
        YAMLFault(at: place, "вложенность больше \(limits.depth) уровней: упростите")
    }
}
