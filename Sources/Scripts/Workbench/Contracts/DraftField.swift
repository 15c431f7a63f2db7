import Messages

/// One attribute as somebody's metadata tells of it, with what cannot be told.
struct DraftField {
    let name: String
    /// Nil where the metadata does not say what the attribute holds.
    let kind: Field.Kind?
    var isRequired = false
    /// What is not known or was guessed, in Russian.
    var doubt: String?
    /// The metadata calls it an addition to the vendor's configuration.
    var isOwn = false
}
