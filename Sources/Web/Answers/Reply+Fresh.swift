import Messages

extension Reply {
    /// What was just read, and is not to be kept by anybody on the way.
    static func fresh(_ json: JSON) -> Reply {
        Reply(status: 200, headers: [.init("Cache-Control", "no-store")], json: json)
    }
}
