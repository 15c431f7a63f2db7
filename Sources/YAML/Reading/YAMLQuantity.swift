/// A number with its unit: `95 %`, `100 m`.
package struct YAMLQuantity: Sendable, Hashable {
    /// Exactly as written.
    package let number: String
    package let unit: String
}
