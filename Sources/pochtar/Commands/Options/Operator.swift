import Foundation

/// Who gives a command, as the journal names them.
enum Operator {
    /// The user of this shell: `cli:ivanov`.
    static var name: String { "cli:\(NSUserName())" }
}
