import Messages

/// The addresses that answers point at.
enum ProductPath {
    static func message(_ id: String) -> String { "/api/v1/messages/\(id)" }

    /// The object's passport.
    static func object(_ key: ObjectKey) -> String {
        "/api/v1/objects/" + [key.system, key.type, key.id].map(PercentText.encoded).joined(separator: "/")
    }

    static func waiver(_ id: String) -> String { "/api/v1/waivers/\(id)" }

    static func followup(_ id: String) -> String { "/api/v1/followups/\(id)" }

    static func task(_ id: String) -> String { "/api/v1/tasks/\(PercentText.encoded(id))" }

    static func decision(_ id: String) -> String { "/api/v1/decisions/\(id)" }

    static func journal(object id: String) -> String { "/api/v1/journal?object=\(PercentText.encoded(id))" }

    static func journal(message id: String) -> String { "/api/v1/journal?message=\(PercentText.encoded(id))" }
}
