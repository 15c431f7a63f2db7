import Messages

/// One row of an answer, read by column name. A column that is not there, or of another type, is a programmer's
/// mistake.
struct Row {
    /// The columns' names, the same for all rows of an answer.
    private let columns: [String]
    private let values: [SQLValue]

    init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    func text(_ column: String) -> String {
        guard let text = textIfAny(column) else { preconditionFailure("column \(column) has no text") }
        return text
    }

    func textIfAny(_ column: String) -> String? {
        switch value(column) {
        case .text(let text): text
        case .null, .absent: nil
        default: preconditionFailure("column \(column) is not text")
        }
    }

    func int(_ column: String) -> Int {
        guard let number = intIfAny(column) else { preconditionFailure("column \(column) has no number") }
        return number
    }

    func intIfAny(_ column: String) -> Int? {
        switch value(column) {
        case .integer(let number): Int(number)
        case .null, .absent: nil
        default: preconditionFailure("column \(column) is not a number")
        }
    }

    func bytes(_ column: String) -> [UInt8] {
        guard case .blob(let bytes) = value(column) else { preconditionFailure("column \(column) is not bytes") }
        return bytes
    }

    func bool(_ column: String) -> Bool { int(column) != 0 }

    func instant(_ column: String) -> Instant { Instant(milliseconds: Int64(int(column))) }

    func instantIfAny(_ column: String) -> Instant? {
        intIfAny(column).map { Instant(milliseconds: Int64($0)) }
    }

    /// A column that holds one of an enumeration's names; the schema's CHECK keeps others out.
    func word<Word: RawRepresentable>(_ column: String) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: text(column)) else {
            preconditionFailure("column \(column) holds «\(text(column))», no \(Word.self)")
        }
        return word
    }

    /// A column of JSON text.
    func json(_ column: String) -> JSON? {
        textIfAny(column).flatMap { try? JSONReader.read($0.utf8) }
    }

    /// The key in the columns `system`, `object_type` and `object_id`.
    var objectKey: ObjectKey {
        ObjectKey(system: text("system"), type: text("object_type"), id: text("object_id"))
    }

    private func value(_ column: String) -> SQLValue {
        guard let place = columns.firstIndex(of: column) else {
            preconditionFailure("no column \(column) in the answer")
        }
        return values[place]
    }
}
