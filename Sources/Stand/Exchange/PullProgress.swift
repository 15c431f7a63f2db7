package import Messages

/// What the simulated 10.3 has come for so far.
package struct PullProgress: Sendable, Hashable {
    /// Pages that had something on them.
    package internal(set) var pages = 0
    /// What became of its own messages, by outcome.
    package internal(set) var confirmations: [String: Int] = [:]
    /// Objects that it wrote for УТ 11's sake.
    package internal(set) var applied = 0
    /// Of those, how many it sent out again: it registers whatever is written.
    package internal(set) var exported = 0
    package internal(set) var lastFailure: String?

    package init() {}

    package var json: JSON {
        .object([
            .init("pages", JSON(pages)),
            .init(
                "confirmations",
                .object(confirmations.sorted { $0.key < $1.key }.map { .init($0.key, JSON($0.value)) })),
            .init("applied", JSON(applied)), .init("exported", JSON(exported)),
            .init("last_failure", JSON(lastFailure)),
        ])
    }
}
