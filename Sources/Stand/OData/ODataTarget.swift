import Foundation

/// What an address under `/odata/standard.odata/` names.
enum ODataTarget: Sendable, Hashable {
    /// The list of entity sets.
    case root
    /// `Catalog_X`.
    case set(String)
    /// `Catalog_X(guid'…')`.
    case object(set: String, reference: String)
    /// `Document_X(guid'…')/Post`.
    case method(set: String, reference: String, name: String)

    /// Reads a path that follows the service's root, percent-encoding resolved.
    static func read(_ path: String) throws(ODataFault) -> ODataTarget {
        let segments = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard let first = segments.first else { return .root }
        guard let bracket = first.firstIndex(of: "(") else {
            guard segments.count == 1 else { throw .wrongAddress }
            return .set(first)
        }
        let set = String(first[..<bracket])
        let key = first[first.index(after: bracket)...]
        guard key.hasPrefix("guid'"), key.hasSuffix("')"),
            let guid = UUID(uuidString: String(key.dropFirst(5).dropLast(2)))
        else { throw .wrongAddress }
        let reference = guid.uuidString.lowercased()
        switch segments.count {
        case 1: return .object(set: set, reference: reference)
        case 2:
            let name = segments[1].hasSuffix("()") ? String(segments[1].dropLast(2)) : segments[1]
            return .method(set: set, reference: reference, name: name)
        default: throw .wrongAddress
        }
    }
}
