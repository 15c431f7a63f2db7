package import Scripts

/// What was said when a window closed.
package struct PastClosing: Sendable, Hashable {
    package let rule: String
    package let key: String
    package let ruling: Ruling
    package let outcome: String

    package init(rule: String, key: String, ruling: Ruling, outcome: String) {
        self.rule = rule
        self.key = key
        self.ruling = ruling
        self.outcome = outcome
    }
}
