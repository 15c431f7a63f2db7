import Scripts

/// What the fields of an answer hang on, as a mapping's author reads it.
struct ProvenanceReport {
    let provenance: Provenance

    var lines: [String] {
        guard !provenance.fields.isEmpty else { return [] }
        let lines = provenance.fields.map { field in
            let sources = field.sources.isEmpty ? "ни от одного в отдельности" : field.sources.joined(separator: ", ")
            let places = field.places.isEmpty ? "" : "   (\(field.places.joined(separator: ", ")))"
            return "  \(field.path) ← \(sources)\(places)"
        }
        let deciding = provenance.deciding.joined(separator: ", ")
        return ["", "От чего зависит (реквизиты меняли по одному):"] + lines
            + (deciding.isEmpty ? [] : ["  меняют сам исход, поэтому могут влиять и на поля: \(deciding)"])
    }
}
