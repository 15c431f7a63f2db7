import Foundation

/// The options after `?`, percent-encoding resolved.
struct ODataOptions: Sendable {
    private let values: [String: String]

    init(_ query: String) {
        var values: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0]).removingPercentEncoding ?? String(parts[0])
            let value = parts.count > 1 ? String(parts[1]) : ""
            values[name] = value.removingPercentEncoding ?? value
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[name] }

    /// Whether the caller asked for JSON; 1С answers Atom otherwise.
    func wantsJSON(accept: String?) -> Bool {
        if let format = values["$format"] { return format.lowercased().contains("json") }
        return accept?.lowercased().contains("json") ?? false
    }

    /// The names in `$select`; nil when everything is wanted.
    var selection: Set<String>? {
        guard let text = values["$select"], text != "*" else { return nil }
        return Set(text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
    }

    /// What `$orderby` sorts by, the first first; empty when any order will do.
    func order() throws(ODataFault) -> [(property: String, isDescending: Bool)] {
        guard let text = values["$orderby"] else { return [] }
        var order: [(property: String, isDescending: Bool)] = []
        for part in text.split(separator: ",") {
            let words = part.split(separator: " ").map(String.init)
            guard words.count == 1 || (words.count == 2 && ["asc", "desc"].contains(words[1])) else {
                throw .wrongOption(text)
            }
            order.append((words[0], words.last == "desc"))
        }
        return order
    }
}
