import YAML

/// Where a setting was written: what a complaint about it points at.
enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    /// Pochtar's own default.
    case builtIn
    case file(YAMLPlace)
    /// An environment variable.
    case variable(String)
    /// An option of the command line.
    case option(String)

    var description: String {
        switch self {
        case .builtIn: "встроенное значение"
        case .file(let place): place.description
        case .variable(let name): "переменная \(name)"
        case .option(let name): "ключ \(name)"
        }
    }
}
