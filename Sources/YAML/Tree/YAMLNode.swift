/// A piece of a YAML file that still knows where it was written.
/// What stood behind an alias keeps the place of its anchor.
package indirect enum YAMLNode: Sendable, Hashable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode], YAMLPlace)
    /// Entries in the order of the file; no key occurs twice.
    case mapping([YAMLEntry], YAMLPlace)

    /// Where the node begins.
    package var place: YAMLPlace {
        switch self {
        case .scalar(let scalar): scalar.place
        case .sequence(_, let place), .mapping(_, let place): place
        }
    }
}
