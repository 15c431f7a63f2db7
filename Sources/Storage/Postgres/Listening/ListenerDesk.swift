import Synchronization

/// What the listener's thread and those who use the listener share.
final class ListenerDesk: Sendable {
    /// What the thread is to do.
    struct Wishes {
        var channels: Set<String> = []
        var announcements: Set<PostgresNotification> = []
        var isClosed = false
    }

    private struct State {
        var wishes = Wishes()
        var streams: [Int: (channel: String, continuation: AsyncStream<String>.Continuation)] = [:]
        var lastStream = 0
    }

    let bell = ThreadBell()
    private let state = Mutex(State())

    /// A stream of what is announced on the channel.
    func listen(to channel: String) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(256))
        let number: Int? = state.withLock { state in
            guard !state.wishes.isClosed else { return nil }
            state.lastStream += 1
            state.streams[state.lastStream] = (channel, continuation)
            state.wishes.channels.insert(channel)
            return state.lastStream
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.streams.removeValue(forKey: number) }
        }
        bell.ring()
        return stream
    }

    func announce(_ notification: PostgresNotification) {
        let isNew = state.withLock { $0.wishes.announcements.insert(notification).inserted }
        if isNew { bell.ring() }
    }

    func close() {
        let streams = state.withLock { state in
            state.wishes.isClosed = true
            return state.streams.values.map(\.continuation)
        }
        for stream in streams { stream.finish() }
        bell.ring()
    }

    /// The wishes; the announcements are the thread's from now on.
    func take() -> Wishes {
        state.withLock { state in
            defer { state.wishes.announcements = [] }
            return state.wishes
        }
    }

    /// Hands a notification to those who listen to its channel.
    func deliver(_ notification: PostgresNotification) {
        let streams = state.withLock { state in
            state.streams.values.filter { $0.channel == notification.channel }.map(\.continuation)
        }
        for stream in streams {
            // A reader who is behind has missed something: it is told to look at everything.
            if case .dropped = stream.yield(notification.payload) { stream.yield("") }
        }
    }
}
