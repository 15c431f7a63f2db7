package import Messages

/// What came of asking a target for a page of its objects.
package enum Listing: Sendable, Hashable {
    /// One object and the values of the fields that were asked for; a field that is empty is left out.
    package struct Item: Sendable, Hashable {
        package let reference: String
        /// How people know it there.
        package let name: String
        package let fields: JSON

        /// Reads one `{reference, name, fields}` of a script's answer.
        init?(_ value: JSON) {
            guard let reference = value["reference"]?.string, let fields = value["fields"] else { return nil }
            self.reference = reference
            self.name = value["name"]?.string ?? ""
            self.fields = fields
        }
    }

    /// `read` objects have been read with this page, the ones that nobody needs among them; `last` is the last one's
    /// reference.
    case page([Item], read: Int, last: String?, isLast: Bool)
    /// The target's objects have moved since the last page: what follows it is not known.
    case moved
    case failed(String)

    /// Reads the answer of a script to `list`; nil when it is none.
    init?(_ value: JSON) {
        guard let listed = value["listed"] else { return nil }
        if value["moved"]?.bool == true {
            self = .moved
            return
        }
        guard let read = value["read"]?.int else { return nil }
        self = .page(
            (listed.array ?? []).compactMap(Item.init), read: read, last: value["last"]?.string,
            isLast: value["more"]?.bool != true)
    }
}
