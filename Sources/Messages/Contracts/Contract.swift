/// What is known of one system's objects: the part of its metadata that mappings use, in our own form
/// (`mappings/contracts/<system>.yaml`, or several files in a folder of that name).
package struct Contract: Sendable, Hashable {
    /// One object type by its 1С name.
    package struct ObjectType: Sendable, Hashable {
        package let name: String
        package let title: String?
        package let fields: [String: Field]
        /// Table parts by name: `Товары`.
        package let tables: [String: [String: Field]]
        /// Which lane carries objects of this type; nil where nothing is sent from it.
        package let lane: Lane?
        /// Fields by which the object is looked up before a repeated create, in order; all of them together.
        package let identity: [String]
        /// A free text field that carries our marker, when the type has one.
        package let marker: String?

        package init(
            name: String, title: String?, fields: [String: Field], tables: [String: [String: Field]], lane: Lane?,
            identity: [String], marker: String?
        ) {
            self.name = name
            self.title = title
            self.fields = fields
            self.tables = tables
            self.lane = lane
            self.identity = identity
            self.marker = marker
        }
    }

    /// The system's short name: `ut103`, `ut11`.
    package let system: String
    package let types: [String: ObjectType]

    package init(system: String, types: [String: ObjectType]) {
        self.system = system
        self.types = types
    }

    /// The types of both; of a type that is in both, this one's.
    package func joined(with other: Contract) -> Contract {
        Contract(system: system, types: types.merging(other.types) { own, _ in own })
    }
}
