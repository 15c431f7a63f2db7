import Messages

/// One thing that is wrong, and with what.
package struct LedgerFinding: Sendable, Hashable {
    /// The object's address: `ut103/…/guid` or `Catalog_X(guid)`.
    package let object: String
    /// What people know it by.
    package let presentation: String
    /// What is wrong, in Russian.
    package let sentence: String

    var json: JSON {
        [
            "object": .string(object), "presentation": .string(presentation), "sentence": .string(sentence),
        ]
    }
}
