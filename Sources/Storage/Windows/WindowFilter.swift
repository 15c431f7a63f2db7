/// Which windows are meant; nil leaves a side open.
package struct WindowFilter: Sendable, Hashable {
    package var rule: String?
    package var courier: String?
    /// Those that are still counted, or those that have closed.
    package var isOpen: Bool?

    package init(rule: String? = nil, courier: String? = nil, isOpen: Bool? = nil) {
        self.rule = rule
        self.courier = courier
        self.isOpen = isOpen
    }
}
