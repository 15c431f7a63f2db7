/// What is wrong with the settings: a Russian line for each fault, with its place.
struct SettingsFault: Error, CustomStringConvertible {
    let lines: [String]

    init(_ lines: [String]) {
        precondition(!lines.isEmpty, "an error names at least one fault")
        self.lines = lines
    }

    init(_ origin: SettingOrigin, _ sentence: String) {
        self.init(["\(origin): \(sentence)"])
    }

    var description: String { lines.joined(separator: "\n") }
}
