import Messages

/// One object type as somebody's metadata tells of it.
struct DraftType {
    /// A table part.
    struct Table {
        let name: String
        let fields: [DraftField]
    }

    /// `Справочник.Склады`.
    let name: String
    let title: String?
    let fields: [DraftField]
    let tables: [Table]

    /// Objects of the type travel in this lane.
    var lane: Lane { name.hasPrefix("Документ.") ? .documents : .catalogs }

    /// Everything that is not known of the type, each with the name of its attribute.
    var doubts: [String] {
        let all = fields.map { ("", $0) } + tables.flatMap { table in table.fields.map { ("\(table.name).", $0) } }
        return all.compactMap { prefix, field in field.doubt.map { "\(prefix)\(field.name): \($0)" } }
    }
}
