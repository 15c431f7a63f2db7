import Messages

/// Tells whether two requests under one key mean the same (E-16).
///
/// As text: the version of the method, one SHA-256 over everything, and the beginnings of the digests of the parts, by
/// which a mismatch says what differs: `2-<64>-<8 parameters>-<8 query>-<8 body>`.
package struct Fingerprint: Sendable, Hashable {
    private static let version = "2"

    /// What is stored and compared.
    package let text: String

    /// - Parameters:
    ///   - route: the template, not the path.
    ///   - mediaType: as the route names it, so that `text/json; charset=UTF-8` is not another request.
    init(
        method: String, route: String, parameters: [String: String], query: Query, mediaType: String, body: ReceivedBody
    ) {
        let path = Self.joined(parameters.map { ($0.key, $0.value) })
        let items = Self.joined(query.items.map { ($0.name, $0.value) })
        let content = body.digest
        let whole = Digest.hex(of: Self.version, method, route, path, items, mediaType, content)
        text = "\(Self.version)-\(whole)-\(Self.beginning(of: path))-\(Self.beginning(of: items))-\(content.prefix(8))"
    }

    /// In Russian, which parts differ from those of a stored fingerprint.
    func differences(from stored: String) -> [String] {
        let (ours, theirs) = (text.split(separator: "-"), stored.split(separator: "-"))
        guard ours.count == theirs.count, ours.first == theirs.first else { return [] }
        return zip(["путь", "параметры адреса", "тело"], zip(ours, theirs).dropFirst(2))
            .filter { $0.1.0 != $0.1.1 }.map(\.0)
    }

    /// Eight digits of a part's digest; most requests have neither parameters nor a query.
    private static func beginning(of part: String) -> Substring {
        part.isEmpty ? ofNothing : Digest.hex(part.utf8).prefix(8)
    }

    private static let ofNothing = Digest.hex([]).prefix(8)

    /// Names and values in a settled order, told apart by their lengths.
    private static func joined(_ pairs: [(String, String)]) -> String {
        guard !pairs.isEmpty else { return "" }
        return pairs.sorted { $0 < $1 }
            .map { "\($0.0.utf8.count):\($0.0)\($0.1.utf8.count):\($0.1)" }.joined()
    }
}
