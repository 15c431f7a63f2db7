package import Messages

/// An object that was mapped with an older version of another one than there is now.
package struct OutdatedReader: Sendable, Hashable {
    package let reader: ObjectKey
    /// The reader's latest message.
    package let messageID: String
    /// What it read.
    package let read: ObjectKey

    init(_ row: Row) {
        reader = ObjectKey(
            system: row.text("reader_system"), type: row.text("reader_type"), id: row.text("reader_id"))
        messageID = row.text("message_id")
        read = row.objectKey
    }
}
