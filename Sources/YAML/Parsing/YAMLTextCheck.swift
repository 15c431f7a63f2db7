/// Checks that bytes are text that a person can see: valid UTF-8, no control characters, no tabs, no invisible
/// line breaks.
struct YAMLTextCheck {
    private let file: String
    private var line = 1
    private var column = 1
    private var indenting = true

    private init(file: String) {
        self.file = file
    }

    /// The bytes without a byte order mark; complains of what is not visible text.
    static func body(
        of bytes: [UInt8], file: String, limits: YAMLLimits, to complaints: YAMLComplaints
    ) -> ArraySlice<UInt8> {
        var check = YAMLTextCheck(file: file)
        guard bytes.count <= limits.bytes else {
            complaints.add(at: check.place, "файл больше \(limits.bytes) байт: разделите его на несколько")
            return []
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            complaints.add(at: check.place, "файл в кодировке UTF-16: сохраните его в UTF-8")
            return []
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        check.walk(body, complaints)
        return body
    }

    private var place: YAMLPlace { YAMLPlace(file: file, line: line, column: column) }

    private mutating func walk(_ body: ArraySlice<UInt8>, _ complaints: YAMLComplaints) {
        var decoder = UTF8()
        var bytes = body.makeIterator()
        var previous: Unicode.Scalar = " "
        while !complaints.isFull {
            switch decoder.decode(&bytes) {
            case .emptyInput: return
            case .error:
                complaints.add(at: place, "это не UTF-8: сохраните файл в кодировке UTF-8")
                return
            case .scalarValue(let scalar):
                if let sentence = sentence(about: scalar) {
                    complaints.add(at: place, sentence)
                    if scalar.value == 0 { return }
                }
                step(over: scalar, after: previous)
                previous = scalar
            }
        }
    }

    private mutating func step(over scalar: Unicode.Scalar, after previous: Unicode.Scalar) {
        if scalar == "\n", previous == "\r" { return }
        if scalar == "\n" || scalar == "\r" {
            line += 1
            column = 1
            indenting = true
        } else {
            column += 1
            if scalar != " " { indenting = false }
        }
    }

    private func sentence(about scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x0A, 0x0D, 0x20...0x7E: nil
        case 0x09: "табуляция: замените её пробелами (в тексте в двойных кавычках пишите \\t)"
        case 0xA0 where indenting: "неразрывный пробел в отступе: замените его обычным"
        case 0x85, 0x2028, 0x2029: "невидимый конец строки \(name(scalar)): удалите его"
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF:
            "невидимый символ \(name(scalar)): удалите его"
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF:
            "управляющий символ \(name(scalar)): файл должен быть обычным текстом"
        default: nil
        }
    }

    private func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
