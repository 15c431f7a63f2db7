/// What happened to the object in its source.
package enum Operation: String, Sendable, Codable {
    /// The object was written; `data` is its whole new state.
    case upsert
    /// The object was deleted or marked for deletion; `data` may be empty.
    case delete
}
