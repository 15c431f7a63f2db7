import Scripts

/// What the fields of an answer hang on, as a mapping's author reads it.
struct ProvenanceReport {
    let provenance: Provenance

    var lines: [String] {
        guard !provenance.fields.isEmpty else { return [] }
        let lines = provenance.fields.map { field in
            let sources = field.sources.isEmpty ? "ни от чего: всегда такое" : field.sources.joined(separator: ", ")
            let places = field.places.isEmpty ? "" : "   (\(field.places.joined(separator: ", ")))"
            return "  \(field.path) ← \(sources)\(places)"
        }
        let deciding = provenance.deciding.joined(separator: ", ")
        return ["", "От чего зависит (каждый реквизит меняли по одному):"] + lines
            + (deciding.isEmpty ? [] : ["  решают, что будет с объектом: \(deciding)"])
    }
}
