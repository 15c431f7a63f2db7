import Messages

/// References as the exporter of 10.3 writes them.
enum Reference103 {
    static let emptyGUID = "00000000-0000-0000-0000-000000000000"
    static let emptyDate = "0001-01-01T00:00:00"

    static func to(_ type: String, _ guid: String, _ name: String) -> JSON {
        ["ref": .string(guid), "type": .string(type), "name": .string(name)]
    }

    /// A reference that nobody filled in.
    static func empty(_ type: String) -> JSON {
        to(type, emptyGUID, "")
    }

    /// Something that is only referred to and never sent; the same name is the same object in every feed.
    static func known(_ type: String, _ name: String, of owner: String = "") -> JSON {
        var numbers = SeededNumbers(name: type + "/" + owner + "/" + name)
        return to(type, numbers.guid(), name)
    }
}
