import Messages

/// One object that a bulk load has put into УТ 11 before the exchange began.
package struct LoadedObject: Sendable, Hashable {
    /// How its name came out.
    package enum Fate: String, Sendable, Hashable, CaseIterable {
        /// As it is in 10.3.
        case equal
        /// With a Latin letter in the place of a Russian one.
        case homoglyph
        case doubleSpace
        case hardSpace
        /// As it is in 10.3, and twice.
        case double
        /// As it is in 10.3, and again with a Latin letter.
        case shadowed
        /// Under the same name, but with another article: other goods, or an article that somebody mistyped.
        case otherArticle
    }

    /// The object of 10.3 that it was loaded from.
    package let source: Object103
    package let fate: Fate
    package let set: String
    package let reference: String
    package let name: String
    /// Header values by the property's name on the wire.
    let header: [String: JSON]
}
