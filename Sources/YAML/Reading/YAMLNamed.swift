/// An entry of a mapping whose keys are names: a field of a contract, a line of a table.
package struct YAMLNamed {
    package let name: String
    /// Where the name stands.
    package let place: YAMLPlace
    package let value: YAMLValue
}
