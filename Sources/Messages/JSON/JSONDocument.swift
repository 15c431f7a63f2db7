/// JSON text that was read as strictly as `JSONReader` reads it, and left as text: no tree is built. It knows the
/// members of its outermost object, and a digest that is the same for all texts that mean the same (E-16).
package struct JSONDocument: Sendable, Hashable {
    /// One member of the outermost object.
    package struct Member: Sendable, Hashable {
        package let name: String
        /// SHA-256 of the value with sorted keys and numbers as written; only objects and arrays have one.
        package let digest: String?
        /// Where the value stands in the text.
        let place: Range<Int>
    }

    /// The text as received, without a byte order mark.
    package let text: [UInt8]
    /// The members of the outermost object as they were written; nil when the text is no object.
    package let members: [Member]?
    /// SHA-256 of the text with sorted keys and numbers as written, where each object or array that is a member of the
    /// outermost object is stood for by its own digest: so each byte is hashed once.
    package let digest: String

    init(text: [UInt8], members: [Member]?, digest: String) {
        self.text = text
        self.members = members
        self.digest = digest
    }

    /// Reads a text; white space around the value is allowed, a byte order mark is stepped over.
    package init(_ bytes: some Collection<UInt8>) throws(JSONFault) {
        var text = [UInt8](bytes)
        if text.starts(with: JSONReader.mark) { text.removeFirst(JSONReader.mark.count) }
        if let document = JSONScanner.document(of: text) {
            self = document
        } else {
            self.init(try JSONReader.read(bytes))
        }
    }

    /// The value as a tree.
    package var tree: JSON { Self.read(text[...]) }

    /// A member of the outermost object; nil for an absent name and when the text is no object.
    package subscript(name: String) -> Member? { members?.first { $0.name == name } }

    /// The text of a member's value, as received.
    package func text(of member: Member) -> String { Self.string(text[member.place]) }

    /// A member's value as a tree.
    package func value(of member: Member) -> JSON { plainString(member.place) ?? Self.read(text[member.place]) }

    /// Whether a member's value is an object.
    package func isObject(_ member: Member) -> Bool { text[member.place.lowerBound] == UInt8(ascii: "{") }

    /// A string that is its own bytes between quotes.
    private func plainString(_ place: Range<Int>) -> JSON? {
        guard text[place.lowerBound] == UInt8(ascii: "\"") else { return nil }
        let content = text[(place.lowerBound + 1)..<(place.upperBound - 1)]
        guard !content.contains(UInt8(ascii: "\\")) else { return nil }
        return .string(Self.string(content))
    }

    /// Text of a document as a string. It is valid UTF-8, and not looked through again.
    private static func string(_ text: ArraySlice<UInt8>) -> String {
        String(copying: UTF8Span(unchecked: text.span))
    }

    /// Texts of a document have been read before, so they can be read.
    private static func read(_ text: ArraySlice<UInt8>) -> JSON {
        do {
            return try JSONReader.read(text)
        } catch {
            preconditionFailure("a document's text is JSON: \(error)")
        }
    }
}
