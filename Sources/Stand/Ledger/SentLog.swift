import Messages
import Synchronization

/// What the simulated 10.3 sent, and what it was told was taken. Safe to use from anywhere.
package final class SentLog: Sendable {
    private let state = Mutex<[FedObject: SentObject]>([:])

    package init() {}

    /// Every object that was sent, in the order of serials.
    package var objects: [SentObject] {
        state.withLock { Array($0.values) }.sorted {
            ($0.object.seed, $0.object.serial) < ($1.object.seed, $1.object.serial)
        }
    }

    /// Notes a step that is about to be sent.
    package func note(sent step: FeedStep) {
        state.withLock { objects in
            for message in step.messages {
                Self.change(&objects, message) { $0.timesSent += 1 }
            }
        }
    }

    /// Notes messages that the postman answered for.
    package func note(acknowledged messages: [FeedMessage]) {
        state.withLock { objects in
            for message in messages {
                Self.change(&objects, message) { $0.isAcknowledged = true }
            }
        }
    }

    private static func change(
        _ objects: inout [FedObject: SentObject], _ message: FeedMessage, _ body: (inout SentVersion) -> Void
    ) {
        let number = message.witness.version
        var object = objects[message.witness.object] ?? SentObject(object: message.object)
        var version =
            object.versions[number]
            ?? SentVersion(witness: message.witness, operation: message.operation, changedAt: message.changedAt)
        body(&version)
        object.versions[number] = version
        objects[message.witness.object] = object
    }
}
