import Foundation
import Messages

/// One request of the simulated 10.3.
package struct FeedStep: Sendable, Hashable {
    /// Why it is sent.
    package enum Intention: String, Sendable, Hashable, CaseIterable {
        /// A version the postman has not seen.
        case news
        /// The same request once more, key and body: the answer to the first was lost.
        case exactRepeat = "repeat"
        /// The same version under another key: the exporter was restarted.
        case anotherKey = "another_key"
        /// A version older than one that was sent before.
        case stale
    }

    package let messages: [FeedMessage]
    package let key: String
    package let intention: Intention
    /// Several messages travel as lines of one NDJSON body.
    package let isBatch: Bool
    package let hasBOM: Bool
    package let contentType: String

    init(_ messages: [FeedMessage], key: String, intention: Intention, isBatch: Bool, numbers: inout SeededNumbers) {
        self.messages = messages
        self.key = key
        self.intention = intention
        self.isBatch = isBatch
        hasBOM = numbers.chance(30)
        let odd = [
            "application/json; charset=UTF-8", "application/json;charset=utf-8", "application/JSON; Charset=Utf-8",
        ]
        contentType = isBatch ? "application/x-ndjson" : numbers.one(of: odd)
    }

    private init(_ step: FeedStep, key: String, intention: Intention) {
        messages = step.messages
        self.key = key
        self.intention = intention
        isBatch = step.isBatch
        hasBOM = step.hasBOM
        contentType = step.contentType
    }

    /// The same request, byte by byte.
    func repeated() -> FeedStep {
        FeedStep(self, key: key, intention: .exactRepeat)
    }

    /// The same body under another key.
    func renamed(_ key: String) -> FeedStep {
        FeedStep(self, key: key, intention: .anotherKey)
    }

    /// Where it goes, below the postman's address.
    package var path: String { isBatch ? "/api/v1/messages/batch" : "/api/v1/messages" }

    /// The body as 1С sends it.
    package var body: [UInt8] {
        let mark: [UInt8] = hasBOM ? [0xEF, 0xBB, 0xBF] : []
        return mark + messages.map(\.body).joined(separator: [0x0A]) + (isBatch ? [0x0A] : [])
    }
}
