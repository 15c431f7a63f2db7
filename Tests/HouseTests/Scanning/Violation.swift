/// A house rule that is not kept, where, and what to do.
struct Violation: CustomStringConvertible {
    let path: String
    let line: Int
    let remedy: String

    var description: String { "\(path):\(line): \(remedy)" }
}
