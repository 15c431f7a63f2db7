import Messages

@testable import Storage

// Said in few words: what the standard library finds out by reflection takes longer than all the rest.

extension Message: CustomStringConvertible {
    package var description: String {
        """
        (\(id) \(key) \(ordinal) \(version) \(changedAt.milliseconds) \(operation.rawValue) \(presentation ?? "∅") \
        \(data) \(caller) \(correlationID) \(receivedAt.milliseconds))
        """
    }
}

extension Dispatch: CustomStringConvertible {
    package var description: String {
        """
        (\(id) \(messageID) \(source) \(ordinal) \(position) \(target) \(slot) \(targetType) \(action.rawValue) \
        \(lane.rawValue) \(state.rawValue) \(key) \(fields) \(revision.text) \(attempts) \(wanted) \
        \(reference ?? "∅") \(reason ?? "∅") \(createdAt.milliseconds))
        """
    }
}

extension CrossReference: CustomStringConvertible {
    package var description: String {
        """
        (\(source) \(target) \(slot) \(targetType) \(reference) \(messageID) \(ordinal) \(fieldsHash) \(isRemoved))
        """
    }
}

extension Wait: CustomStringConvertible {
    package var description: String {
        """
        (\(dispatchID) \(messageID) \(waiting) \(target) \(targetType) \(source) \(name ?? "∅") \(since.milliseconds))
        """
    }
}

extension DeadLetter: CustomStringConvertible {
    package var description: String {
        """
        (\(dispatchID ?? "∅") \(messageID) \(object) \(presentation ?? "∅") \(target ?? "∅") \(targetType ?? "∅") \
        \(state) \(reason ?? "∅") \(attempts) \(revision?.text ?? "∅") \(at.milliseconds))
        """
    }
}

extension InboxClaim: CustomStringConvertible {
    package var description: String { "(\(message) \(lane.rawValue) \(token) \(due.milliseconds))" }
}

extension OutboxClaim: CustomStringConvertible {
    package var description: String {
        "(\(dispatch) \(token) \(fieldsHash) \(correlationID) \(receivedAt.milliseconds))"
    }
}

extension OutboxHead: CustomStringConvertible {
    package var description: String { "(\(dispatchID) \(lane.rawValue) \(token) \(due.milliseconds))" }
}
