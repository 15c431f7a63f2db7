/// One receiver's way through what waits for it: of all kinds, or of some. It belongs to the transaction that asked
/// for it.
package struct FeedStream: Sendable, Hashable {
    package let receiver: String
    /// The kinds that it hands out, as words; empty for all of them.
    package let kinds: String
    /// The cursor that was acknowledged last: whoever comes with it again has not seen the answer.
    package let acknowledged: String
    /// The page that was handed out and not acknowledged yet.
    package let page: String?
    /// Whether there was more than went on that page.
    package let hasMore: Bool
}
