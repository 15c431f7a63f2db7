/// Names one immutable set of mappings, policies and plugins by the hash of its content.
package struct RevisionID: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Twelve hexadecimal digits of the SHA-256 over all paths and contents.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
