/// What somebody announced on a channel that this connection listens to.
struct PostgresNotification: Sendable, Hashable {
    let channel: String
    let payload: String
}
