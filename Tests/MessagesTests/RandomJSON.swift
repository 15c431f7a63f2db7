/// Texts of JSON by chance: nested, spaced and escaped in all ways, from a seed.
struct RandomJSON {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    /// A valid text.
    mutating func text() -> [UInt8] {
        Array((space() + value(depth: 0) + space()).utf8)
    }

    /// A text with one to three bytes changed, taken out or doubled; now and then it is still valid.
    mutating func spoiltText() -> [UInt8] {
        var bytes = text()
        for _ in 0...below(3) where !bytes.isEmpty {
            let index = below(bytes.count)
            switch below(4) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(bytes[index], at: index)
            case 2: bytes[index] = Array("{}[]\",:\\u0e-.+ \u{1}".utf8)[below(16)]
            default: bytes[index] = UInt8(below(256))
            }
        }
        return bytes
    }

    private mutating func value(depth: Int) -> String {
        switch below(depth > 4 ? 6 : 10) {
        case 0: ["null", "true", "false"][below(3)]
        case 1, 2: ["0", "-0", "12.50", "1e400", "-7E-2", "9007199254740993"][below(6)]
        case 3, 4, 5: string()
        case 6, 7: "[" + list { $0.value(depth: depth + 1) } + "]"
        default: object(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> String {
        var names: [String] = []
        let members = list { random in
            var name = random.string()
            // Names that differ in their escapes alone are one name: a number makes sure that none comes twice.
            name.insert(contentsOf: "\(names.count)", at: name.index(after: name.startIndex))
            if random.below(2) == 0 { name = "\"" + ["Я", "a", "ё", "№"][random.below(4)] + name.dropFirst() }
            names.append(name)
            return name + random.space() + ":" + random.space() + random.value(depth: depth + 1)
        }
        return "{" + members + "}"
    }

    private mutating func list(_ item: (inout RandomJSON) -> String) -> String {
        var items: [String] = []
        for _ in 0..<below(6) { items.append(space() + item(&self) + space()) }
        return items.isEmpty ? space() : items.joined(separator: ",")
    }

    private mutating func string() -> String {
        let parts = [
            "a", "Имя", "Номенклатура", "plain ascii text", "\\n", "\\/", "\\u0416", "\\u0041", "\\\"", "\\\\", "\\b",
            "ё",
            "№", "и\u{306}", "é", "e\u{301}", "😀", "\\ud83d\\ude00", "Қ", "\\u001f", "\\t", "\u{7F}", "—",
        ]
        var text = "\""
        for _ in 0..<below(5) { text += parts[below(below(2) == 0 ? 4 : parts.count)] }
        return text + "\""
    }

    private mutating func space() -> String {
        below(3) == 0 ? [" ", "\n", "\r\n\t", "  "][below(4)] : ""
    }

    private mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
