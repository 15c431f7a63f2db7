import Messages

extension ObjectKey {
    /// The three parts of the key.
    var json: JSON { .filled(["system": .string(system), "type": .string(type), "id": .string(id)]) }
}
