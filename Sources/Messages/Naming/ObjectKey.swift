/// Names one object of one system: whose versions stay in order.
package struct ObjectKey: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The system's short name: `ut103`, `ut11`, `b24`.
    package let system: String
    /// The object type by its 1С name: `Справочник.Контрагенты`, `Документ.РеализацияТоваровУслуг`.
    package let type: String
    /// The GUID in lower case with dashes.
    package let id: String

    package init(system: String, type: String, id: String) {
        self.system = system
        self.type = type
        self.id = id
    }

    /// The id alone tells objects apart but for a few; the type's Cyrillic is slow to hash.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
    }

    package var description: String { "\(system)/\(type)/\(id)" }
}
