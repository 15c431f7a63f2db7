/// A finished node with what it costs to walk over it.
struct YAMLBuiltNode {
    let node: YAMLNode
    let weight: Int
    let height: Int
}
