/// A place for one target object in the answer of a mapping.
package struct Slot: Sendable, Hashable {
    /// `партнер`; for a mapping with one target object, `объект`.
    package let name: String
    /// The type in the target: `Справочник.Партнеры`.
    package let type: String

    package init(name: String, type: String) {
        self.name = name
        self.type = type
    }

    /// The slot of a mapping whose `to` is one string.
    package static let single = "объект"
}
