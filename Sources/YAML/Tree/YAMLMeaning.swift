/// The meaning of a scalar without a declared type: what JSON can say, and none of YAML 1.1's surprises. `no` is text,
/// so are `007`, `0x1F`, `1_000` and `12:30`.
package enum YAMLMeaning: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// The digits exactly as written: `12`, `-0.50`. Always valid as a JSON number.
    case number(String)
    case text(String)
}
