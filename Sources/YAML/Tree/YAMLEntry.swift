/// A key with its value.
package struct YAMLEntry: Sendable, Hashable {
    package let key: YAMLScalar
    package let value: YAMLNode

    package init(key: YAMLScalar, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}
