/// A part of a text that is looked for by `lower(column) LIKE :pattern ESCAPE '!'`. On both databases `lower` knows the
/// two cases of Latin letters only: whoever means others too looks for their spellings one by one.
struct TextPattern: Bindable {
    static let kind = Inputs.Column.Kind.text

    private let part: String

    init(_ part: String) {
        self.part = part
    }

    var sqlValue: SQLValue {
        let plain = part.unicodeScalars.reduce(into: "") { plain, scalar in
            if "!%_".unicodeScalars.contains(scalar) { plain += "!" }
            plain += scalar.isASCII ? scalar.properties.lowercaseMapping : String(scalar)
        }
        return .text("%\(plain)%")
    }
}
