import Messages
import Storage

extension Settlement {
    /// What nobody read of these messages, each attribute once.
    static func unread(of settled: [Settlement]) -> [UnreadField] {
        var fields: [[String]: UnreadField] = [:]
        for settlement in settled {
            let message = settlement.message
            for path in settlement.sorted.unread {
                let name = [message.key.system, message.key.type, path]
                fields[name] = UnreadField(
                    system: message.key.system, type: message.key.type, path: path,
                    messages: (fields[name]?.messages ?? 0) + 1, lastAt: settlement.at, messageID: message.id)
            }
        }
        return Array(fields.values)
    }
}
