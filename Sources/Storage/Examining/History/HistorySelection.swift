package import Messages

/// Which part of what is stored is looked through again: the latest version of each object of some types.
package struct HistorySelection: Sendable, Hashable {
    /// `ut103.Справочник.Склады`.
    package let types: Set<String>
    /// Received at this moment or later, and before that one; nil is no bound.
    package let since: Instant?
    package let until: Instant?

    package init(types: Set<String>, since: Instant? = nil, until: Instant? = nil) {
        self.types = types
        self.since = since
        self.until = until
    }
}
